/** Files that a person names, such as a backup. */
export interface Files {
  /** A file's bytes. Rejects with `FileUnreadable`, or `FileTooLarge` above `most` bytes. */
  read(path: string, most: number): Promise<Uint8Array>;
  /** Writes a file that only its owner can read. Nothing that is there is overwritten: rejects with `FileExists`, else `DiskFull` or the like. Resolved means flushed. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}
