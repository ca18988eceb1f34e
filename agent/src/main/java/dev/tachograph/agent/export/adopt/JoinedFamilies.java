package dev.tachograph.agent.export.adopt;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The families of all registries. Families of one name and kind in several registries, as several
 * web applications may have, become one. A series that more than one has is taken from the first.
 * Not thread-safe.
 */
final class JoinedFamilies {
  /** A family, and the library it is of. */
  static final class Joined {
    final String library;
    final AdoptedFamily family;
    private final Set<Map<String, String>> series = new HashSet<>();

    Joined(String library, AdoptedFamily family) {
      this.library = library;
      this.family = family;
    }

    private boolean isNew(AdoptedPoint point) {
      Map<String, String> labels = new TreeMap<>();
      for (int i = 0; i < point.labels.length; i += 2) {
        labels.put(point.labels[i], point.labels[i + 1]);
      }
      return series.add(labels);
    }
  }

  private final Map<String, Joined> families = new LinkedHashMap<>();
  private final Set<String> clashes = new TreeSet<>();

  void add(String library, AdoptedFamily family) {
    if (family.points.isEmpty()) {
      return;
    }
    Joined known = families.get(family.name);
    if (known == null) {
      known = new Joined(library, copyOf(family));
      families.put(family.name, known);
    } else if (known.family.kind != family.kind) {
      clashes.add(family.name);
      return;
    }
    for (AdoptedPoint point : family.points) {
      if (known.isNew(point)) {
        known.family.points.add(point);
      } else {
        clashes.add(family.name);
      }
    }
  }

  private static AdoptedFamily copyOf(AdoptedFamily family) {
    AdoptedFamily copy = new AdoptedFamily(family.kind, family.name, family.help);
    copy.unit = family.unit;
    copy.expositionName = family.expositionName;
    copy.originalName = family.originalName;
    return copy;
  }

  Collection<Joined> families() {
    return families.values();
  }

  /** The names of families that are left out, at least in part. */
  Set<String> clashes() {
    return clashes;
  }
}
