/** What bodies may take of the memory, together. */
export interface BodyBudget {
  /** The share of one body. */
  open(): BodyShare;
}

export interface BodyShare {
  /** `false`: so many bytes more are too many now. */
  take(bytes: number): boolean;
  giveBack(): void;
}

const MiB = 1024 * 1024;
const limits = { mostBytes: 34 * MiB, keptForSmall: 8 * MiB, smallBytes: MiB };

/**
 * Opens a budget of bytes that are in memory at once. The last of them are kept for small bodies, which nearly all deliveries are:
 * large ones that come slowly hold up no other.
 */
export function openBodyBudget({ mostBytes, keptForSmall, smallBytes } = limits): BodyBudget {
  let taken = 0;
  return {
    open: () => {
      let own = 0;
      return {
        take: (bytes) => {
          const most = own + bytes > smallBytes ? mostBytes - keptForSmall : mostBytes;
          if (taken + bytes > most) return false;
          taken += bytes;
          own += bytes;
          return true;
        },
        giveBack: () => {
          taken -= own;
          own = 0;
        },
      };
    },
  };
}
