package dev.tachograph.bootstrap.uri;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the templates of paths, of which there are few, however many paths there are: by rules of
 * the configuration; else by the client's own template, where it has one; else by what a segment
 * looks like ({@link SegmentKind}); and the outcome of the last two by what has been seen so far
 * ({@link TemplateTree}).
 *
 * <p>What has been seen can make a template obsolete that was given out before. {@link #version}
 * changes then, and {@link #current} tells the template that takes its place.
 */
public final class UriTemplates {
  /** How many values one place may have if nothing else is said. */
  public static final int DEFAULT_LEARN_LIMIT = 50;

  /** Beyond that, a template that was given out stays what it is. */
  private static final int MAX_GIVEN = 50_000;

  private final UriRule[] rules;
  private final LearnedTemplates learned;
  private final UriLabelsMemo memo = new UriLabelsMemo();

  /** The templates that come from the tree, each as the one string that is given out for it. */
  private final ConcurrentHashMap<String, String> given = new ConcurrentHashMap<>();

  /**
   * @param rules the first that matches a path counts
   * @param learnLimit how many values one place in the paths of a host may have; also how many
   *     hosts are told apart
   */
  public UriTemplates(List<UriRule> rules, int learnLimit) {
    this.rules = rules.toArray(new UriRule[0]);
    this.learned = new LearnedTemplates(learnLimit);
  }

  /** Without rules. */
  public UriTemplates() {
    this(Collections.<UriRule>emptyList(), DEFAULT_LEARN_LIMIT);
  }

  /**
   * How a host is labelled: in lower case, with its port unless that is 80 or 443; an IPv6 address
   * in brackets, and however it was written in the same way.
   *
   * @param host may have a scheme before it and a port behind it
   * @param port -1 if it is not told, or {@code host} has it
   * @param path where the host is taken from, if it is not given and this is an absolute URI
   */
  public static String hostLabel(@Nullable String host, int port, String path) {
    if (host != null && !host.isEmpty() && !host.equals("null")) {
      return HostLabels.label(host, port);
    }
    return path.indexOf("://") > 0 ? HostLabels.label(path, -1) : HostLabels.UNKNOWN;
  }

  /** Whether a host is given with a port. */
  public static boolean hasPort(String host) {
    return HostLabels.hasPort(host);
  }

  /** The label of a host, unless there have been too many. */
  public String currentHost(String host) {
    return learned.anyHost() ? TemplateTree.ANY : host;
  }

  /**
   * The template of a request.
   *
   * @param host what {@link #hostLabel} gave
   * @param path the path, with or without scheme and host before it and a query behind it
   * @param template the client's own, if it has one; not used if it does not fit the path
   */
  public UriLabels labels(String host, String path, @Nullable String template) {
    String local = path.isEmpty() || path.charAt(0) == '/' ? path : Segments.withoutHost(path);
    int end = Segments.pathEnd(local);
    UriLabels known = memo.get(host, local, end, template, learned.version());
    return known == null ? find(host, local, end, template) : known;
  }

  /** Changes whenever a template that was given out may have become obsolete. */
  public int version() {
    return learned.version();
  }

  /**
   * The template that an earlier one has become part of.
   *
   * @param host the label that it was given out with
   * @return the same object if it still holds, or was not learned but came from a rule
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
