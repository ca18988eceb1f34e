package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series in the file, to which cells belong by its number. */
public final class SeriesRecord extends FileEntry {
  private final ValuesFile file;
  private final int id;
  private final int family;
  private final byte[][] values;
  private final int length;
  private volatile long state = Layout.NEW;
  private int at;
  private volatile @Nullable ByteBuffer buffer;

  SeriesRecord(ValuesFile file, int family, List<String> labelValues) {
    this.file = file;
    this.family = family;
    id = file.nextSeries();
    values = new byte[labelValues.size()][];
    int bytes = Layout.SERIES_TEXTS_AT;
    for (int i = 0; i < values.length; i++) {
      values[i] = utf8(labelValues.get(i));
      bytes += Short.BYTES + values[i].length;
    }
    length = bytes;
    file.place(this);
  }

  public ValuesFile file() {
    return file;
  }

  public int id() {
    return id;
  }

  /** The series belongs to its family from now on, whatever its numbers. */
  public void joinFamily() {
    setState(Layout.IN_FAMILY);
  }

  /** The series does not belong to its family any more. */
  public void leaveFamily() {
    setState(Layout.GONE);
  }

  /** The numbers of this series count for another one from now on. */
  public void joinSeries(SeriesRecord whole) {
    file.place(
        new FileEntry() {
          @Override
          protected int bytes() {
            return Layout.RECORD_HEADER;
          }

          @Override
          protected void write(ByteBuffer to, int place, long filePlace) {
            header(to, place, Layout.LINK, 0, 0, id, whole.id);
          }
        });
  }

  private void setState(long now) {
    if (state != now) {
      state = now;
      ByteBuffer image = buffer;
      if (image != null) {
        image.putLong(at + Layout.STATE_AT, now);
      }
    }
  }

  @Override
  protected int bytes() {
    return length;
  }

  @Override
  protected void write(ByteBuffer to, int place, long filePlace) {
    header(to, place, Layout.SERIES, 0, 0, id, family);
    to.putShort(place + Layout.VALUES_AT, (short) values.length);
    int next = place + Layout.SERIES_TEXTS_AT;
    for (byte[] value : values) {
      next = text(to, next, value);
    }
    at = place;
    buffer = to;
    to.putLong(place + Layout.STATE_AT, state);
  }
}
