package dev.tachograph.agent.status;

import dev.tachograph.agent.config.Assignment;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hides what may be a secret. No key asks for one, only for the name of its file. But somebody may
 * have written a password there, or into an address.
 */
final class SettingMask {
  static final String MASK = "(set, not shown)";

  private static final Pattern GUARDED =
      Pattern.compile("auth|tls|password|passwd|secret|token|bearer|credential|header");

  private static final Pattern USER_IN_ADDRESS = Pattern.compile("(?<=://)[^/@\\s]*@");

  private SettingMask() {}

  static String shown(Assignment assignment) {
    if (assignment.source().equals("default")) {
      return assignment.value();
    }
    return GUARDED.matcher(assignment.key().toLowerCase(Locale.ROOT)).find()
        ? MASK
        : USER_IN_ADDRESS.matcher(assignment.value()).replaceAll("…@");
  }
}
