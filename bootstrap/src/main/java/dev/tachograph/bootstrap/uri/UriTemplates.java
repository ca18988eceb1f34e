package dev.tachograph.bootstrap.uri;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the template of a path. The number of templates stays small for any number of paths. The
 * first of these that applies gives the template: a rule of the configuration; a library's own
 * template; the form of each segment ({@link SegmentKind}). The last two are then refined by the
 * paths seen so far ({@link TemplateTree}).
 *
 * <p>New paths can make an earlier template obsolete. {@link #version} then changes, and {@link
 * #current} returns the template that replaces it.
 */
public final class UriTemplates {
  /** The default number of values that one place may have. */
  public static final int DEFAULT_LEARN_LIMIT = 50;

  /** The agent tracks this many templates; further ones never change. */
  private static final int MAX_GIVEN = 50_000;

  private final UriRule[] rules;
  private final LearnedTemplates learned;
  private final UriLabelsMemo memo = new UriLabelsMemo();

  /** The templates that come from the tree. Equal templates share one string. */
  private final ConcurrentHashMap<String, String> given = new ConcurrentHashMap<>();

  /**
   * @param rules the first that matches a path counts
   * @param learnLimit the number of values that one place in the paths of a host may have; also the
   *     number of hosts that are distinguished
   */
  public UriTemplates(List<UriRule> rules, int learnLimit) {
    this.rules = rules.toArray(new UriRule[0]);
    this.learned = new LearnedTemplates(learnLimit);
  }

  /** Templates without rules. */
  public UriTemplates() {
    this(Collections.<UriRule>emptyList(), DEFAULT_LEARN_LIMIT);
  }

  /**
   * The label of a host: in lower case, with its port unless that is 80 or 443. All forms of an
   * IPv6 address have the same label, in brackets.
   *
   * @param host the host, perhaps with a scheme before it and a port after it
   * @param port -1 if unknown, or if {@code host} contains it
   * @param path supplies the host if {@code host} is missing and this is an absolute URI
   */
  public static String hostLabel(@Nullable String host, int port, String path) {
    if (host != null && !host.isEmpty() && !host.equals("null")) {
      return HostLabels.label(host, port);
    }
    return path.indexOf("://") > 0 ? HostLabels.label(path, -1) : HostLabels.UNKNOWN;
  }

  /** Whether the host includes a port. */
  public static boolean hasPort(String host) {
    return HostLabels.hasPort(host);
  }

  /** The label of a host, or {@value TemplateTree#ANY} if there have been too many hosts. */
  public String currentHost(String host) {
    return learned.anyHost() ? TemplateTree.ANY : host;
  }

  /**
   * The labels of a request.
   *
   * @param host the result of {@link #hostLabel}
   * @param path the path, perhaps with scheme and host before it and a query after it
   * @param template a library's own template, if there is one; ignored if it does not fit the path
   */
  public UriLabels labels(String host, String path, @Nullable String template) {
    String local = path.isEmpty() || path.charAt(0) == '/' ? path : Segments.withoutHost(path);
    int end = Segments.pathEnd(local);
    UriLabels known = memo.get(host, local, end, template, learned.version());
    return known == null ? find(host, local, end, template) : known;
  }

  /** Changes whenever a template may have become obsolete. */
  public int version() {
    return learned.version();
  }

  /**
   * The template that an earlier one has become part of.
   *
   * @param host the label that was returned with it
   * @return the same object if it still holds, or if it came from a rule
   */
  public String current(String host, String template) {
    if (!given.containsKey(template)) {
      return template;
    }
    String[] segments = Segments.parts(template);
    String[] path = path(host, segments);
    if (!learned.resolve(path)) {
      return template;
    }
    String now = Segments.join(behindHost(path));
    return now.equals(template) ? template : give(now);
  }

  private UriLabels find(String host, String path, int end, @Nullable String template) {
    String plain = path.substring(0, end);
    String ruled = rule(plain);
    String[] segments = ruled == null ? segments(plain, template) : new String[0];
    String[] place = path(host, segments);
    int version = learned.learn(place);
    UriLabels labels =
        new UriLabels(place[0], ruled == null ? give(Segments.join(behindHost(place))) : ruled);
    memo.put(host, path, end, template, version, labels);
    return labels;
  }

  private static String[] segments(String path, @Nullable String template) {
    String[] templated = template == null ? null : Segments.ofTemplate(path, template);
    return Segments.bounded(templated == null ? Segments.ofPath(path) : templated);
  }

  private @Nullable String rule(String path) {
    for (UriRule rule : rules) {
      String template = rule.apply(path);
      if (template != null) {
        return template;
      }
    }
    return null;
  }

  private String give(String template) {
    String known = given.get(template);
    if (known != null || given.size() >= MAX_GIVEN) {
      return known == null ? template : known;
    }
    String raced = given.putIfAbsent(template, template);
    return raced == null ? template : raced;
  }

  private static String[] path(String host, String[] segments) {
    String[] path = new String[segments.length + 1];
    path[0] = host;
    System.arraycopy(segments, 0, path, 1, segments.length);
    return path;
  }

  private static String[] behindHost(String[] path) {
    return Arrays.copyOfRange(path, 1, path.length);
  }
}
