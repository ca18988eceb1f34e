package dev.tachograph.agent.export.http.server;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Properties;
import java.util.ResourceBundle;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The copy of the JDK's server and the library call these methods instead of the JVM. {@code
 * ServerRedirections} lists the calls. Each class loader of this class has one server.
 */
public final class ServerHooks {
  private static final System.Logger QUIET = new Quiet();

  private static volatile @Nullable Serving serving;

  private ServerHooks() {}

  static void serve(Serving served) {
    serving = served;
  }

  private static Serving serving() {
    Serving served = serving;
    if (served == null) {
      throw new IllegalStateException("no server is being made");
    }
    return served;
  }

  /** Avoids the application's {@code System.LoggerFinder}. */
  public static System.Logger getLogger(String name) {
    return QUIET;
  }

  /** Ignores the application's properties, because they are for its own servers. */
  public static @Nullable String getProperty(String key) {
    return null;
  }

  public static Properties getProperties() {
    return new Properties();
  }

  /** Ignores the limits that the library sets for the whole JVM. The copy does not read them. */
  public static @Nullable String setProperty(String key, String value) {
    return null;
  }

  public static Long getLong(String key, long byDefault) {
    return ServerLimits.number(key, byDefault);
  }

  public static Integer getInteger(String key, int byDefault) {
    return (int) ServerLimits.number(key, byDefault);
  }

  public static boolean getBoolean(String key) {
    return ServerLimits.NO_DELAY.equals(key);
  }

  /** Avoids a provider of the application's. */
  public static @Nullable ClassLoader getSystemClassLoader() {
    return ServerHooks.class.getClassLoader();
  }

  /** Returns the listener, which has been bound since the start of the JVM. */
  public static ServerSocketChannel open() {
    return serving().listener();
  }

  public static void bind(ServerSocket socket, SocketAddress address, int backlog) {}

  public static @Nullable SocketChannel accept(ServerSocketChannel listener) throws IOException {
    return serving().connections().accept(listener);
  }

  public static int select(Selector selector, long millis) throws IOException {
    return serving().connections().select(selector, millis);
  }

  public static SelectionKey register(SocketChannel channel, Selector selector, int operations)
      throws IOException {
    return Connections.register(channel, selector, operations);
  }

  public static int read(SocketChannel channel, ByteBuffer buffer) throws IOException {
    Exchanges exchanges = serving().exchanges();
    exchanges.beginsRead();
    int count = channel.read(buffer);
    exchanges.hasRead(count);
    return count;
  }

  /** Puts each handler of the library behind the gate. */
  public static HttpContext createContext(HttpServer server, String path, HttpHandler handler) {
    return server.createContext(path, serving().gate().guard(path, handler));
  }

  /** Logs only why a client cannot connect, because the JDK tells that only its logger. */
  private static final class Quiet implements System.Logger {
    @Override
    public String getName() {
      return "quiet";
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (thrown instanceof SSLException) {
        AgentLog.warnOnce(
            "tls:" + thrown.getMessage(),
            "a client did not get through to the endpoint by TLS: " + thrown.getMessage());
      }
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object @Nullable ... parameters) {}
  }
}
