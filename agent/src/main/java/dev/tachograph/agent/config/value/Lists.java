package dev.tachograph.agent.config.value;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists separated by commas, with several forms of items. */
public final class Lists extends Parser<List<String>> {
  private static final int ANY = 0;
  private static final int HOSTS = 1;
  private static final int CLASSES = 2;
  private static final int NETWORKS = 3;

  private final int form;
  private final String allowed;

  private Lists(int form, String allowed) {
    this.form = form;
    this.allowed = allowed;
  }

  /** Any text; empty items are left out. */
  public static Lists of(String allowed) {
    return new Lists(ANY, allowed);
  }

  /** Hosts in lower case, each with or without a port; all of them or none. */
  public static Lists ofHosts(String allowed) {
    return new Lists(HOSTS, allowed);
  }

  /** Names of classes of the application; a name that cannot be used is left out. */
  public static Lists ofClasses(String allowed) {
    return new Lists(CLASSES, allowed);
  }

  /** Addresses and networks, as {@link Network} reads them; all of them or none. */
  public static Lists ofNetworks() {
    return new Lists(NETWORKS, "addresses, and networks like 10.0.0.0/8, separated by commas");
  }

  @Override
  public String allowed() {
    return allowed;
  }

  @Override
  public List<String> valueIfNotSet() {
    return Collections.emptyList();
  }

  @Override
  public List<String> parse(String text) {
    List<String> items = new ArrayList<>();
    for (String part : text.split(",")) {
      String item = part.trim();
      if (form == HOSTS) {
        if (!isHostAndPort(item)) {
          throw notAllowed();
        }
        items.add(item.toLowerCase(Locale.ROOT));
      } else if (form == NETWORKS) {
        if (Network.parse(item) == null) {
          throw notAllowed();
        }
        items.add(item);
      } else if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return Collections.unmodifiableList(items);
  }

  @Override
  public List<String> read(Assignment assignment, ConfigProblems problems) {
    List<String> items = parse(assignment.value());
    return form == CLASSES ? usableClasses(items, assignment, problems) : items;
  }

  private List<String> usableClasses(
      List<String> names, Assignment assignment, ConfigProblems problems) {
    List<String> usable = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String reason = whyNoClass(name);
      if (reason == null) {
        usable.add(name);
      } else {
        problems.error(
            assignment.inWords()
                + ": '"
                + ConfigProblem.shown(name)
                + "' cannot be used: "
                + reason
                + "; allowed are "
                + allowed);
      }
    }
    return Collections.unmodifiableList(usable);
  }

  private static @Nullable String whyNoClass(String name) {
    if (!isClassName(name)) {
      return "it is not the name of a class";
    }
    return name.startsWith("java.") || name.startsWith("dev.tachograph.")
        ? "classes of the JDK and of the agent cannot be added"
        : null;
  }

  /** Whether it could be the name of a class in a package, nested or not. */
  public static boolean isClassName(String name) {
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' && !start) {
        start = true;
      } else if (start ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c)) {
        start = false;
      } else {
        return false;
      }
    }
    return !start;
  }

  /** Whether it is a host, perhaps with a port, and neither a URL nor a pattern. */
  private static boolean isHostAndPort(String text) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > text.lastIndexOf(']') && text.indexOf(':') == colon;
    String host =
        hasPort || text.startsWith("[") && colon > text.lastIndexOf(']')
            ? text.substring(0, colon)
            : text;
    if (host.length() < text.length()) {
      int port = Numbers.wholeNumber(text.substring(colon + 1));
      if (port < 1 || port > 65535) {
        return false;
      }
    }
    return Texts.host(host) != null;
  }
}
