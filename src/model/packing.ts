/** The ways in which logs are packed. */

/** One file, smaller. */
export const COMPRESSIONS = ['gzip', 'zstd', 'bzip2', 'xz'] as const;

/** Several files in one. */
export const ARCHIVES = ['tar', 'zip'] as const;

export type Compression = (typeof COMPRESSIONS)[number];
export type Archive = (typeof ARCHIVES)[number];
export type Packing = Compression | Archive;
