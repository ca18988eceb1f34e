package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.mapped.FileEntry;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.nio.ByteBuffer;

/** The label by which the numbers of a process are told from those of others in the sum. */
final class InstanceRecord extends FileEntry {
  static final String LABEL = "instance";

  private final byte[] instance;

  InstanceRecord(String instance) {
    this.instance = utf8(instance);
  }

  @Override
  protected int bytes() {
    return Layout.RECORD_HEADER + Short.BYTES + instance.length;
  }

  @Override
  protected void write(ByteBuffer buffer, int at, long place) {
    header(buffer, at, Layout.PROCESS, 0, 0, 0, 0);
    text(buffer, at + Layout.RECORD_HEADER, instance);
  }
}
