package dev.tachograph.agent.export.processes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Keeps the files of many processes locked, as if each of them lived. */
final class LockHolder {
  static final String READY = "locked";

  private static final List<FileChannel> HELD = new ArrayList<>();

  private LockHolder() {}

  /**
   * Ends with its standard input.
   *
   * @param args the files
   */
  public static void main(String[] args) throws IOException {
    for (String file : args) {
      FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.WRITE);
      channel.lock(0, 1, false);
      HELD.add(channel);
    }
    System.out.println(READY);
    while (System.in.read() >= 0) {
      continue;
    }
  }
}
