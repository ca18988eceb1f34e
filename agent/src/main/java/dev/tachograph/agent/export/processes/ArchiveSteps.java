package dev.tachograph.agent.export.processes;

/** Is told where an archiver is. It may be killed at each of these steps, and nothing is lost. */
interface ArchiveSteps {
  /** The steps, in their order. */
  enum Step {
    /** The files of the dead are found. */
    LISTED,
    /** One of them is read. */
    READ,
    /** Half of the next archive is written. */
    HALF_WRITTEN,
    /** All of it is written. */
    WRITTEN,
    /** It is on the disk. */
    SYNCED,
    /** It has replaced the present archive. */
    RENAMED,
    /** The replacement is on the disk. */
    ARCHIVED,
    /** One of the files is deleted. */
    DELETED_ONE,
    /** All of them are deleted. */
    DELETED_ALL
  }

  /** The work that nobody watches. */
  ArchiveSteps UNWATCHED = step -> {};

  void reached(Step step);
}
