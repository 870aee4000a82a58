import type { Chance } from './seeded.js';

/** How one kind of task goes, as the people who play it mean it to go. */
export interface Course {
  readonly name: string;
  /** Where whoever judges says no the first time. */
  readonly rejects?: 'testing' | 'integration-testing' | 'demo' | 'production-testing' | 'final-demo';
  /** Where the manager holds the task for a while. */
  readonly holds?: string;
  /** Where the manager cancels it. */
  readonly cancels?: string;
  /** The client notes what comes next. */
  readonly followsUp?: boolean;
  readonly ends: 'released' | 'cancelled';
}

/** Every way through the process that is played. */
export const courses: readonly Course[] = [
  { name: 'straight', ends: 'released' },
  { name: 'rejected in testing', rejects: 'testing', ends: 'released' },
  { name: 'rejected when joined', rejects: 'integration-testing', ends: 'released' },
  { name: 'another round', rejects: 'demo', followsUp: true, ends: 'released' },
  { name: 'rolled back', rejects: 'production-testing', ends: 'released' },
  { name: 'rolled back by the client', rejects: 'final-demo', ends: 'released' },
  { name: 'held in testing', holds: 'testing', ends: 'released' },
  { name: 'held in the demo', holds: 'demo', followsUp: true, ends: 'released' },
  { name: 'cancelled in development', cancels: 'development', ends: 'cancelled' },
  { name: 'cancelled in the demo', cancels: 'demo', ends: 'cancelled' },
  { name: 'cancelled in production', cancels: 'production-testing', ends: 'cancelled' },
];

/** Courses without end: each kind as often as the others, in an order that the seed decides. */
export function* planCourses(chance: Chance): Generator<Course> {
  for (;;) yield* chance.shuffled(courses);
}
