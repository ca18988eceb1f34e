package dev.tachograph.agent.config;

/** The tables of keys as the documentation has them. */
final class KeyTables {
  private KeyTables() {}

  /** A table for each group. */
  static String all() {
    StringBuilder page = new StringBuilder();
    for (KeyGroup group : KeyGroups.all()) {
      page.append(page.length() == 0 ? "" : "\n")
          .append("## ")
          .append(KeyHelp.heading(group))
          .append("\n\n| key | default | allowed | |\n|---|---|---|---|\n");
      for (Key<?> key : group.keys()) {
        addRow(
            page,
            "`" + key.name() + "`",
            defaultOf(key),
            key.allowed().replace("*", "\\*"),
            KeyHelp.of(group, key));
      }
    }
    return page.toString();
  }

  private static String defaultOf(Key<?> key) {
    String text = key.defaultText();
    if (text != null) {
      return "`" + text + "`";
    }
    return key.defaultInWords().equals("not set") ? "" : key.defaultInWords();
  }

  private static void addRow(StringBuilder table, String... cells) {
    for (String cell : cells) {
      table.append(cell.isEmpty() ? "| " : "| " + cell + " ");
    }
    table.append("|\n");
  }
}
