package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.thread.AgentThread;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps room in the file of this process, so that new series find a place in it. It has a thread of
 * its own: what is archived and sampled takes longer than a series may wait. When the JVM ends,
 * what still waits gets its place.
 */
final class FileKeeper implements Runnable {
  private final OwnFile file;
  private volatile boolean closed;

  private FileKeeper(OwnFile file) {
    this.file = file;
  }

  static FileKeeper start(OwnFile file) {
    FileKeeper keeper = new FileKeeper(file);
    Thread thread = AgentThread.create("processes-file", keeper);
    file.values().keptBy(thread);
    thread.start();
    Runtime.getRuntime()
        .addShutdownHook(
            AgentThread.create(
                "processes-end",
                new Runnable() {
                  @Override
                  public void run() {
                    file.growIfDue();
                  }
                }));
    return keeper;
  }

  @Override
  public void run() {
    while (!closed) {
      file.growIfDue();
      LockSupport.park(this);
    }
  }

  void close() {
    closed = true;
  }
}
