package dev.tachograph.bootstrap.probe;

import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.uri.UriTemplates;
import org.jspecify.annotations.Nullable;

/** Connects the probes to the catalogue, once, before anything is woven. */
public final class Probes {
  private static volatile @Nullable Catalogue installed;
  private static volatile @Nullable HttpClientSettings httpClientSettings;

  private Probes() {}

  /** Installs the catalogue; calls of HTTP clients are measured as their defaults are. */
  public static void install(Catalogue catalogue) {
    install(catalogue, HttpClientSettings.defaults());
  }

  /** Installs the catalogue, and how calls of HTTP clients are measured. */
  public static void install(Catalogue catalogue, HttpClientSettings httpClients) {
    catalogue.useTemplates(httpClients);
    installed = catalogue;
    httpClientSettings = httpClients;
  }

  /**
   * Initializes every class that advice will use. The first advice may run at the end of an
   * exhausted stack, and a class whose initializer fails there is unusable for good.
   *
   * <p>To be called before the first class is woven, and not earlier: a program without any need
   * not load them. What throws leaves the class as it is, and with it the program.
   */
  public static void prepare() {
    MetricRegistry.rehearse();
    String[] names = {
      "ApiRequestProbe",
      "HttpAskedProbe",
      "HttpAskedProbe$Asked",
      "HttpAskedProbe$Ready",
      "HttpBodyProbe",
      "HttpCall",
      "HttpCarrierProbe",
      "HttpClientProbe",
      "HttpClientSettings",
      "HttpClientThread",
      "HttpEngineProbe",
      "HttpEngineProbe$Announced",
      "HttpEngineProbe$End",
      "HttpStatus",
      "HttpTarget",
      "HttpTargets",
      "HttpTargets$Entry",
      "HttpTemplateProbe",
      "JdkHttpProbe",
      "JdkHttpProbe$End",
      "MethodProbe",
      "PollingHistory",
      "ProbeErrors",
      "StackedHttpCall",
      "StageEnd",
      "TypeLabels",
      "UrlConnectionProbe",
      "UrlConnectionProbe$Opening",
      "WeakTable",
      "WeakTable$Entry",
      "WeakTable$Node",
      "WorkerProbe",
      "WorkerThread",
      "WorkerThread$Request",
      "WorkflowProbe"
    };
    String prefix = Probes.class.getName().substring(0, Probes.class.getName().lastIndexOf('.'));
    for (String name : names) {
      try {
        Class.forName(prefix + '.' + name, true, Probes.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    // The same for what looks up series once, and for what finds templates.
    Catalogue catalogue = installed;
    if (catalogue != null) {
      catalogue.executions(WorkerProbe.UNKNOWN);
    }
    new UriTemplates().endpoint("host", "/rehearsals/1?x", "/rehearsals/{id}");
    HttpClientSettings settings = httpClientSettings;
    if (settings != null) {
      HttpClientProbe.configure(settings);
    }
  }

  /** The catalogue in use. */
  static Catalogue catalogue() {
    Catalogue catalogue = installed;
    if (catalogue == null) {
      throw new IllegalStateException("woven code ran before a catalogue was installed");
    }
    return catalogue;
  }

  /**
   * How a Throwable is named in a label: by its simple class name, never by its message, of which
   * there may be any number.
   */
  static String exceptionLabel(Throwable failure) {
    return TypeLabels.simple(failure.getClass());
  }
}
