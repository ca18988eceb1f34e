package dev.tachograph.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the key that a misspelt one was probably meant to be. */
public final class KeySuggestion {
  /**
   * No longer text is meant as a key, and the time for the distance grows with the square of the
   * length.
   */
  private static final int MAX_LENGTH = 100;

  private KeySuggestion() {}

  /** The nearest key, or null if none is near or the problem will not be shown anyway. */
  public static @Nullable String forKey(String unknown, ConfigProblems problems) {
    if (problems.isFull() || unknown.length() > MAX_LENGTH) {
      return null;
    }
    String key = unknown.trim();
    if (key.startsWith(KeyName.PROPERTY_PREFIX)) {
      key = key.substring(KeyName.PROPERTY_PREFIX.length());
    }
    List<String> candidates = candidates(key);
    String best = nearest(key, candidates);
    return best != null ? best : byLastPart(key, candidates);
  }

  /** The candidate that differs least, or null if all differ by more than a typing error. */
  public static @Nullable String nearest(String misspelt, List<String> candidates) {
    String best = null;
    int bestDistance = 1 + Math.max(2, misspelt.length() / 4);
    for (int i = 0; i < candidates.size(); i++) {
      String candidate = candidates.get(i);
      int distance =
          distance(misspelt.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** The nearest variable, or null if none is near or the problem will not be shown anyway. */
  public static @Nullable String forVariable(String unknown, ConfigProblems problems) {
    String key =
        unknown
            .substring(KeyName.VARIABLE_PREFIX.length())
            .toLowerCase(Locale.ROOT)
            .replace('_', '.');
    String suggestion = forKey(key, problems);
    String variable = suggestion == null ? null : KeyName.variable(suggestion);
    // Not every key has a variable.
    return variable == null || KeyGroups.keyOfVariable(variable) == null ? null : variable;
  }

  /** All keys, those with a placeholder filled in from the misspelt key. */
  private static List<String> candidates(String unknown) {
    int firstDot = unknown.indexOf('.');
    int lastDot = unknown.lastIndexOf('.');
    String middle = firstDot < lastDot ? unknown.substring(firstDot + 1, lastDot) : "";
    List<String> candidates = new ArrayList<>();
    for (KeyGroup group : KeyGroups.all()) {
      for (Key<?> key : group.keys()) {
        addCandidates(key, middle, candidates);
      }
    }
    return candidates;
  }

  private static void addCandidates(Key<?> key, String middle, List<String> candidates) {
    String name = key.name();
    if (!key.isPattern()) {
      candidates.add(name);
      return;
    }
    List<String> all = Placeholder.allKeys(name);
    candidates.addAll(all);
    if (all.isEmpty()) {
      boolean single = name.indexOf('<') == name.lastIndexOf('<');
      String filled = single ? KeyName.fill(name, Collections.singletonList(middle)) : name;
      candidates.add(KeyGroups.find(filled) == key ? filled : name);
    }
  }

  /**
   * Finds a key by its last part: {@code port} may mean {@code http.port}, though many letters
   * differ. Of several keys, the first is in the group that most people set.
   */
  private static @Nullable String byLastPart(String key, List<String> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).endsWith("." + key)) {
        return candidates.get(i);
      }
    }
    return null;
  }

  /** The number of letters to insert, remove, replace or swap with a neighbour. */
  static int distance(String a, String b) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(previous[j] + 1, current[j - 1] + 1);
        best = Math.min(best, previous[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, beforePrevious[j - 2] + 1);
        }
        current[j] = best;
      }
      int[] spare = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = spare;
    }
    return previous[b.length()];
  }
}
