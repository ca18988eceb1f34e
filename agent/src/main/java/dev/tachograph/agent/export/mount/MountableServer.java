package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.export.LibraryLoader;
import org.jspecify.annotations.Nullable;

/** A kind of server that the endpoint can be mounted on. */
enum MountableServer {
  TOMCAT("tomcat", "TomcatAdapter"),
  JETTY("jetty", "JettyAdapter"),
  JETTY_12("jetty12", "Jetty12Adapter"),
  UNDERTOW("undertow", "UndertowAdapter"),
  VERTX("vertx", "VertxAdapter"),
  REACTOR_NETTY("reactornetty", "ReactorNettyAdapter");

  private static final String ADAPTERS = "dev.tachograph.agent.export.mount.server.";
  private static final MountableServer[] ALL = values();

  private final String key;
  private final String adapter;

  /** Held by a class of the server, so that neither keeps the other. */
  private final ClassValue<ServerAdapter> adapters =
      new ClassValue<>() {
        @Override
        protected ServerAdapter computeValue(Class<?> type) {
          try {
            return LibraryLoader.instance(ADAPTERS + adapter, type, ServerAdapter.class);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  MountableServer(String key, String adapter) {
    this.key = key;
    this.adapter = adapter;
  }

  static @Nullable MountableServer of(String key) {
    for (MountableServer server : ALL) {
      if (server.key.equals(key)) {
        return server;
      }
    }
    return null;
  }

  /** The adapter for an object of the server's own. */
  ServerAdapter adapter(Object first) {
    return adapters.get(first.getClass());
  }
}
