package dev.tachograph.agent.export.http;

/**
 * The calls to the JVM that are redirected: those of the private copy of the JDK's server, and
 * those of the library's server on top of it.
 */
final class ServerRedirections {
  private static final String SERVER = "dev/tachograph/agent/export/http/server/";
  private static final String HOOKS = SERVER + "ServerHooks";
  private static final String STRING = "(Ljava/lang/String;";

  private ServerRedirections() {}

  static Redirections ofServer() {
    return questionsToTheJvm(new Redirections())
        .staticCall(
            "java/nio/channels/ServerSocketChannel",
            "open",
            "()Ljava/nio/channels/ServerSocketChannel;",
            HOOKS)
        .call("java/net/ServerSocket", "bind", "(Ljava/net/SocketAddress;I)V", HOOKS)
        .call(
            "java/nio/channels/ServerSocketChannel",
            "accept",
            "()Ljava/nio/channels/SocketChannel;",
            HOOKS)
        .call("java/nio/channels/Selector", "select", "(J)I", HOOKS)
        .call(
            "java/nio/channels/SocketChannel",
            "register",
            "(Ljava/nio/channels/Selector;I)Ljava/nio/channels/SelectionKey;",
            HOOKS)
        .call("java/nio/channels/SocketChannel", "read", "(Ljava/nio/ByteBuffer;)I", HOOKS)
        // For every TLS connection, the JDK would ask the name service for the client's name.
        .rename(
            "java/net/InetSocketAddress", "getHostName", "()Ljava/lang/String;", "getHostString")
        .string("HTTP-Dispatcher", "tachograph-http-dispatcher")
        .string("idle-timeout-task", "tachograph-http-idle");
  }

  static Redirections ofLibrary() {
    return quiet(questionsToTheJvm(new Redirections()))
        .call(
            "com/sun/net/httpserver/HttpServer",
            "createContext",
            "(Ljava/lang/String;Lcom/sun/net/httpserver/HttpHandler;)"
                + "Lcom/sun/net/httpserver/HttpContext;",
            HOOKS)
        // The library collects a whole answer in an array, and doubles it whenever it is full.
        .type("java/io/ByteArrayOutputStream", SERVER + "AnswerBuffer");
  }

  /** For the build: all redirections in the part of the library that is loaded with the agent. */
  static Redirections ofFormats() {
    return quiet(new Redirections())
        .type("java/io/OutputStreamWriter", "dev/tachograph/agent/export/Utf8Writer")
        .type("java/io/BufferedWriter", "dev/tachograph/agent/export/Utf8Writer");
  }

  /** For the build: all redirections in the senders to Graphite, whose logging is left out. */
  static Redirections ofSenders() {
    return new Redirections()
        .type("org/slf4j/Logger", "dev/tachograph/agent/log/QuietFacade")
        .type("org/slf4j/LoggerFactory", "dev/tachograph/agent/log/QuietFacadeFactory");
  }

  /** Avoids the JVM's loggers, because the application chooses their manager. */
  private static Redirections quiet(Redirections redirections) {
    return redirections
        .type("java/util/logging/Logger", "dev/tachograph/agent/log/QuietLogger")
        .type("java/util/logging/Level", "dev/tachograph/agent/log/QuietLogger$Level");
  }

  private static Redirections questionsToTheJvm(Redirections redirections) {
    return redirections
        .staticCall("java/lang/System", "getLogger", STRING + ")Ljava/lang/System$Logger;", HOOKS)
        .staticCall("java/lang/System", "getProperty", STRING + ")Ljava/lang/String;", HOOKS)
        .staticCall("java/lang/System", "getProperties", "()Ljava/util/Properties;", HOOKS)
        .staticCall(
            "java/lang/System",
            "setProperty",
            STRING + "Ljava/lang/String;)Ljava/lang/String;",
            HOOKS)
        .staticCall("java/lang/Long", "getLong", STRING + "J)Ljava/lang/Long;", HOOKS)
        .staticCall("java/lang/Integer", "getInteger", STRING + "I)Ljava/lang/Integer;", HOOKS)
        .staticCall("java/lang/Boolean", "getBoolean", STRING + ")Z", HOOKS)
        .staticCall(
            "java/lang/ClassLoader", "getSystemClassLoader", "()Ljava/lang/ClassLoader;", HOOKS);
  }
}
