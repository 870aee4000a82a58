ARG NODE_IMAGE=docker.io/library/node:22-slim

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build

FROM ${NODE_IMAGE}
# Executors fetch code with git; Node brings certificates of its own, git does not.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json LICENSE ./
COPY scripts/is-healthy.mjs scripts/
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
# Everything that is ever written: the embedded store, environments, backups, logs, mirrors of code.
RUN mkdir /data && chown 1000:1000 /data
VOLUME /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 GREENLIGHT_DATA=/data HOME=/tmp
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["node", "scripts/is-healthy.mjs"]
CMD ["node", "--enable-source-maps", "dist/app/main.js"]
