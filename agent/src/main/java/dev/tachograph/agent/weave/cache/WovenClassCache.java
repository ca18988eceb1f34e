package dev.tachograph.agent.weave.cache;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Woven classes of earlier starts. A class found here need not be woven. If all classes are found,
 * the weaver is not even loaded, which is most of the cost of a start.
 *
 * <p>The first class opens the files. A thread of its own writes newly woven classes, once nothing
 * has been woven for a while. A file that is not as it should be is not used, and one line on
 * stderr says so. The application gets the same classes in any case, only later. Thread-safe.
 */
public final class WovenClassCache {
  private static final int QUIET_MILLIS = 5_000;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int MILLIS_AN_HOUR = 3_600_000;

  /** If more bytes wait to be written, further classes are not kept. */
  private static final int MAX_WAITING_BYTES = 16 * 1024 * 1024;

  private final @Nullable File configured;
  private final File jar;
  private final boolean writesAtExit;
  private final String[] late;

  // The monitor of this object guards all of these, and no class is loaded under it. Atomic
  // variables would cost each start a millisecond.
  private @Nullable Opened opened;

  /** Whether the shutdown hook has been added. */
  private boolean hooked;

  private final Set<Integer> used = new HashSet<>();
  private List<WovenClass> waiting = new ArrayList<>();
  private long waitingBytes;
  private boolean writing;

  /** The open files, and what is necessary to write one. */
  private static final class Opened {
    static final Opened NONE = new Opened(null, "", null);

    final List<CacheFile> files = new ArrayList<>(2);
    final @Nullable File toWrite;
    private final String engine;
    private final @Nullable FileTrust trust;

    Opened(@Nullable File toWrite, String engine, @Nullable FileTrust trust) {
      this.toWrite = toWrite;
      this.engine = engine;
      this.trust = trust;
    }

    /** Called only when there is something to write, which most starts do not have. */
    CacheFileWriter writer(boolean forAll) {
      return new CacheFileWriter(
          Objects.requireNonNull(toWrite), engine, Objects.requireNonNull(trust), forAll);
    }
  }

  /**
   * @param configured the one file to use; null for the usual places
   * @param jar the agent's jar
   * @param writesAtExit whether to write all classes when the JVM ends, readable for other users as
   *     well
   * @param late names of woven classes of the JDK's that a start may load later than all others, or
   *     never
   */
  public WovenClassCache(
      @Nullable File configured, File jar, boolean writesAtExit, String... late) {
    this.configured = configured;
    this.jar = jar;
    this.writesAtExit = writesAtExit;
    this.late = late;
  }

  /**
   * The outcome when a class was last woven, or null if that is not known.
   *
   * @param circumstances everything but the class file that decides what is woven
   */
  public @Nullable WovenClass find(String name, String circumstances, byte[] original) {
    for (CacheFile file : opened().files) {
      try {
        WovenClass found = file.find(name, circumstances, original);
        if (found != null) {
          use(found);
          return found;
        }
      } catch (IOException | RuntimeException e) {
        isOdd(file.path(), reason(e));
      }
    }
    return null;
  }

  /**
   * Opens the files without a lock. If two threads do so at once, one of them closes its own again.
   */
  private Opened opened() {
    Opened known = known(null);
    if (known == null) {
      Opened made = open();
      known = Objects.requireNonNull(known(made));
      if (known != made) {
        for (CacheFile file : made.files) {
          close(file);
        }
      }
    }
    return known;
  }

  /** Keeps the given files unless others are kept, and returns those that are kept. */
  private synchronized @Nullable Opened known(@Nullable Opened made) {
    if (opened == null) {
      opened = made;
    }
    return opened;
  }

  private Opened open() {
    String engine = Engine.id();
    FileTrust trust = engine == null ? null : FileTrust.ofThisProcess(jar);
    if (engine == null || trust == null) {
      return Opened.NONE;
    }
    CachePlaces places =
        configured != null
            ? CachePlaces.configured(configured)
            : CachePlaces.usual(jar, engine, System.getenv(), System.getProperty("user.home"));
    Opened made = new Opened(places.toWrite(), engine, trust);
    for (File file : places.toRead()) {
      open(file, engine, trust, made.files);
    }
    return made;
  }

  private static void open(File path, String engine, FileTrust trust, List<CacheFile> files) {
    // A missing file is normal.
    if (path.exists()) {
      try {
        String objection = trust.objectionTo(path);
        if (objection == null) {
          files.add(CacheFile.open(path, engine));
        } else {
          isOdd(path, objection);
        }
      } catch (IOException | RuntimeException e) {
        isOdd(path, reason(e));
      }
    }
  }

  private static void close(CacheFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // The file was only read.
    }
  }

  private static void isOdd(File file, String why) {
    AgentLog.warnOnce(
        "weaving.cache" + file,
        "woven classes in " + file + " are not used: " + why + "; they are woven anew");
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  private synchronized void use(WovenClass found) {
    used.add(found.hash());
  }

  /** Keeps what has just been woven for the next start. */
  public void add(WovenClass made) {
    Opened places = opened();
    if (places.toWrite != null && queue(made)) {
      try {
        startWriting(places);
      } catch (IllegalStateException | OutOfMemoryError e) {
        // The JVM is ending, or has no thread left. The class is woven all the same.
      }
    }
  }

  private void startWriting(Opened places) {
    AgentThread.start("weaving-cache", new Writing(places, false));
    if (writesAtExit && isFirstToHook()) {
      Runtime.getRuntime()
          .addShutdownHook(AgentThread.create("weaving-cache", new Writing(places, true)));
    }
  }

  private synchronized boolean isFirstToHook() {
    boolean first = !hooked;
    hooked = true;
    return first;
  }

  /** Returns whether the caller must start a thread that writes. */
  private synchronized boolean queue(WovenClass made) {
    if (waitingBytes > MAX_WAITING_BYTES) {
      return false;
    }
    waiting.add(made);
    waitingBytes += made.length();
    boolean first = !writing;
    writing = true;
    return first;
  }

  /** Writes the waiting classes, at once or when no more have come for a while. */
  private final class Writing implements Runnable {
    private final Opened places;
    private final boolean atOnce;

    Writing(Opened places, boolean atOnce) {
      this.places = places;
      this.atOnce = atOnce;
    }

    @Override
    public void run() {
      try {
        loadLate();
        if (!atOnce) {
          awaitQuiet();
        }
        write(places);
      } catch (InterruptedException e) {
        // The application interrupts threads that it does not know. The next start weaves anew.
      }
    }
  }

  /** So that they are among the classes that are kept. */
  private void loadLate() {
    try {
      for (String name : late) {
        Class.forName(name, false, null);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // This JDK has no such class.
    }
  }

  private void awaitQuiet() throws InterruptedException {
    long begin = System.nanoTime();
    int before;
    do {
      before = waitingClasses();
      Thread.sleep(QUIET_MILLIS);
    } while (waitingClasses() != before
        && (System.nanoTime() - begin) / 1_000_000 < PATIENCE_MILLIS);
  }

  private synchronized int waitingClasses() {
    return waiting.size();
  }

  private void write(Opened places) {
    List<WovenClass> made;
    Set<Integer> hashes;
    synchronized (this) {
      made = waiting;
      hashes = new HashSet<>(used);
      waiting = new ArrayList<>();
      waitingBytes = 0;
      writing = false;
    }
    if (made.isEmpty()) {
      return;
    }
    CacheFileWriter writer = places.writer(writesAtExit);
    try {
      int kept = writer.add(made, hashes, (int) (System.currentTimeMillis() / MILLIS_AN_HOUR));
      if (writesAtExit) {
        AgentLog.info(kept + " woven classes are kept in " + writer.file());
      }
    } catch (IOException | RuntimeException e) {
      AgentLog.infoOnce(
          "weaving.cache",
          "woven classes are not kept in "
              + writer.file()
              + ": "
              + reason(e)
              + "; each start weaves anew");
    }
  }
}
