package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.util.List;

/** A family in the file. It gets its place with its first series. */
public final class FamilyRecord {
  private static final int MAX_TEXT = 0xFFFF;

  private final ValuesFile file;
  private final int id;
  private final int kind;
  private final int mode;
  private final int base;
  private final int derivation;
  private final String name;
  private final String help;

  /** How many labels the file knows; fewer than none before the family has a place. */
  private int labelsKnown = -1;

  /**
   * @param kind one of the codes of {@link Layout}
   * @param mode how gauges of several processes are merged
   */
  public FamilyRecord(ValuesFile file, int kind, int mode, String name, String help) {
    this(file, kind, mode, name, help, 0, 0);
  }

  private FamilyRecord(
      ValuesFile file, int kind, int mode, String name, String help, int base, int derivation) {
    this.file = file;
    this.id = file.nextFamily();
    this.kind = kind;
    this.mode = mode;
    this.name = name;
    this.help = help;
    this.base = base;
    this.derivation = derivation;
  }

  /** A family whose numbers follow from those of this one. */
  public FamilyRecord derived(
      int derivedKind, int derivedMode, String itsName, String itsHelp, int itsDerivation) {
    return new FamilyRecord(file, derivedKind, derivedMode, itsName, itsHelp, id, itsDerivation);
  }

  /** A new series, which gets its place in the file. */
  public SeriesRecord series(List<String> labelNames, List<String> labelValues) {
    declare(labelNames);
    return new SeriesRecord(file, id, labelValues);
  }

  /** Writes the family, unless the file knows it with these labels. */
  public void declare(List<String> labelNames) {
    // Racy: a family that is there twice is the same family.
    if (labelsKnown < labelNames.size()) {
      labelsKnown = labelNames.size();
      file.place(new Entry(labelNames));
    }
  }

  /** Whether the time of each change of a number of this family is kept. */
  public boolean isTimed() {
    return mode == GaugeMode.MOST_RECENT.code() || mode == GaugeMode.LIVE_MOST_RECENT.code();
  }

  private final class Entry extends FileEntry {
    private final byte[][] texts;
    private final int labels;
    private int length = Layout.FAMILY_TEXTS_AT;

    Entry(List<String> labelNames) {
      labels = labelNames.size();
      texts = new byte[2 + labels][];
      for (int i = 0; i < texts.length; i++) {
        byte[] text = utf8(i == 0 ? name : i == 1 ? help : labelNames.get(i - 2));
        texts[i] = text.length <= MAX_TEXT ? text : new byte[0];
        length += Short.BYTES + texts[i].length;
      }
    }

    @Override
    protected int bytes() {
      return length;
    }

    @Override
    protected void write(ByteBuffer buffer, int at, long place) {
      header(buffer, at, Layout.FAMILY, kind, 0, id, 0);
      buffer.put(at + Layout.MODE_AT, (byte) mode);
      buffer.put(at + Layout.DERIVATION_AT, (byte) derivation);
      buffer.put(at + Layout.LABELS_AT, (byte) labels);
      buffer.putInt(at + Layout.BASE_AT, base);
      int next = at + Layout.FAMILY_TEXTS_AT;
      for (byte[] text : texts) {
        next = text(buffer, next, text);
      }
    }
  }
}
