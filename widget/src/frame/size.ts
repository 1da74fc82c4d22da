/** A size in bytes as people read it, such as 2.5 MB. */
export const megabytes = (bytes: number): string => (bytes >= 104_858 ? `${Number((bytes / 1_048_576).toFixed(1))} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);
