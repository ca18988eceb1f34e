package dev.tachograph.it.fit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What the agent's adapters call in the web servers that {@code http.mount} is woven into. */
final class MountAdapters {
  private static final String PACKAGE = "dev/tachograph/agent/export/mount/server/";
  private static final String JETTY = "org/eclipse/jetty/server/";
  private static final String SINCE_JETTY_12 =
      "handle(L" + JETTY + "Request;L" + JETTY + "Response;Lorg/eclipse/jetty/util/Callback;)Z";

  private MountAdapters() {}

  /**
   * What would be a LinkageError in an adapter.
   *
   * @param woven the server's class that offers requests
   * @param library the server and all that it needs
   * @param surroundings what adapters refer to besides: the JDK and the agent
   */
  static List<String> problems(
      PackagedAgent agent, WovenClass woven, ClassSource library, ClassSource surroundings) {
    if (woven.methods.contains(SINCE_JETTY_12)) {
      return reflective(agent, library, woven.name);
    }
    return unresolved(adapter(woven.name), library.or(surroundings));
  }

  private static String adapter(String wovenClass) {
    if (wovenClass.startsWith(JETTY)) {
      return "JettyAdapter";
    }
    if (wovenClass.startsWith("io/undertow/")) {
      return "UndertowAdapter";
    }
    if (wovenClass.startsWith("io/vertx/")) {
      return "VertxAdapter";
    }
    return wovenClass.startsWith("reactor/") ? "ReactorNettyAdapter" : "TomcatAdapter";
  }

  /** Resolves what an adapter and its nested classes refer to. */
  private static List<String> unresolved(String adapter, ClassSource all) {
    List<String> problems = new ArrayList<>();
    Resolution resolution = new Resolution(all);
    Deque<String> unread = new ArrayDeque<>(List.of(PACKAGE + adapter));
    Set<String> seen = new HashSet<>(unread);
    while (!unread.isEmpty()) {
      String name = unread.remove();
      ClassFacts facts = ClassFacts.of(Objects.requireNonNull(all.read(name), name));
      for (Reference reference : new TreeSet<>(facts.references())) {
        String problem = resolution.problem(facts, reference);
        if (problem != null) {
          problems.add(name + ": " + problem);
        }
        if (reference.owner().startsWith(PACKAGE) && seen.add(reference.owner())) {
          unread.add(reference.owner());
        }
      }
    }
    return problems;
  }

  /** The adapter of Jetty 12 looks up all methods when it is made. */
  private static List<String> reflective(
      PackagedAgent agent, ClassSource library, String serverClass) {
    try {
      ClassLoader server = new LinkingLoader(library, agent.probes());
      agent.newAdapter("Jetty12Adapter", server.loadClass(serverClass.replace('/', '.')));
      return List.of();
    } catch (ClassNotFoundException | RuntimeException | LinkageError | AssertionError e) {
      return List.of("Jetty12Adapter: " + e);
    }
  }
}
