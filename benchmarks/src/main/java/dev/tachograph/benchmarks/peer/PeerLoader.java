package dev.tachograph.benchmarks.peer;

import dev.tachograph.benchmarks.measure.Operation;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives every candidate classes of its own of its library, as it has them in an application that
 * uses it in one way. The JVM counts branches and types by class: a timer with a histogram, say,
 * measured beside one without, would make both slower.
 */
public final class PeerLoader extends URLClassLoader {
  private static final String MEASURE = Operation.class.getPackageName() + '.';
  private static final String SERIES = DurationSeries.class.getName();

  private PeerLoader(URL[] classPath) {
    super(classPath, PeerLoader.class.getClassLoader());
  }

  /** Series of one metric of this peer. */
  public static List<DurationSeries> newSeries(Peer peer, int count) {
    try {
      // Stays open: its classes are used as long as the series are.
      @SuppressWarnings("resource")
      PeerLoader loader = new PeerLoader(classPath());
      Class<?> peers = loader.loadClass(Peers.class.getName());
      Object series =
          peers.getMethod("newSeries", String.class, int.class).invoke(null, peer.name(), count);
      return ((List<?>) series).stream().map(DurationSeries.class::cast).toList();
    } catch (ReflectiveOperationException | MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    return urls;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.") || name.startsWith(MEASURE) || name.equals(SERIES)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        return super.loadClass(name, resolve);
      }
    }
  }
}
