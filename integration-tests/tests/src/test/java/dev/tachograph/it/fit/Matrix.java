package dev.tachograph.it.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All verdicts: of each version of each library, and of each JDK that is at hand. */
final class Matrix {
  /** What is woven into the JDK, by instrumentation. */
  static final List<String> OF_JDK = List.of("executors", "jdkhttp", "timer", "urlconnection");

  private static final int DOWNLOADS = 8;

  /** By the library's name, then by version. */
  final Map<String, Map<String, Verdict>> libraries = new LinkedHashMap<>();

  /** By the JDK's version, then by instrumentation. */
  final Map<String, Map<String, Verdict>> jdks = new LinkedHashMap<>();

  private Matrix() {}

  static Matrix of(List<LibraryVersions> libraries, List<JdkBuild> builds, Verifier verifier) {
    fetch(libraries);
    Matrix matrix = new Matrix();
    for (LibraryVersions library : libraries) {
      Map<String, Verdict> verdicts = new LinkedHashMap<>();
      for (String version : library.versions) {
        verdicts.put(version, Fit.of(library, version, verifier));
      }
      matrix.libraries.put(library.name, verdicts);
    }
    for (JdkBuild build : builds) {
      Map<String, Verdict> verdicts = new LinkedHashMap<>();
      try (JdkImage image = new JdkImage(build.home())) {
        for (String name : OF_JDK) {
          verdicts.put(name, Fit.of(image, build, name, verifier));
        }
      }
      matrix.jdks.put(build.version(), verdicts);
    }
    return matrix;
  }

  /** What is not in the local repository is downloaded side by side: 5000 jars of 3 GB in all. */
  private static void fetch(List<LibraryVersions> libraries) {
    ExecutorService downloads = Executors.newFixedThreadPool(DOWNLOADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (LibraryVersions library : libraries) {
        for (String version : library.versions) {
          all.add(downloads.submit(() -> library.classPath(version)));
        }
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      downloads.shutdown();
    }
  }
}
