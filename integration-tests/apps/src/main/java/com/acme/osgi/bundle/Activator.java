package com.acme.osgi.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Does its work while it starts. */
public final class Activator implements BundleActivator {
  private static final int CALLS = 5;
  private static final int TASKS = 7;

  @Override
  public void start(BundleContext context) throws Exception {
    String server = context.getProperty("acme.server");
    OkHttpClient client = new OkHttpClient();
    int echoed = 0;
    for (int i = 0; i < CALLS; i++) {
      Request request =
          new Request.Builder()
              .url(server + "/orders")
              .post(RequestBody.create(MediaType.parse("text/plain"), "order " + i))
              .build();
      try (Response response = client.newCall(request).execute()) {
        if (response.body().string().equals("order " + i)) {
          echoed++;
        }
      }
    }
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    System.out.println("> echoed " + echoed);
    System.out.println("> tasks " + tasks());
  }

  private static int tasks() throws Exception {
    ExecutorService pool =
        Executors.newFixedThreadPool(2, task -> new Thread(task, "acme-bundle-1"));
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      int order = i;
      tasks.add(() -> new Jobs().dispatch(order));
    }
    int done = 0;
    for (Future<Integer> future : pool.invokeAll(tasks)) {
      done += future.get() >= 0 ? 1 : 0;
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    return done;
  }

  @Override
  public void stop(BundleContext context) {}
}
