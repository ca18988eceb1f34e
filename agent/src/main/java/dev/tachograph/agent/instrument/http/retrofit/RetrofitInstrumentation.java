package dev.tachograph.agent.instrument.http.retrofit;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/** Where Retrofit knows the templates of calls. */
public final class RetrofitInstrumentation implements LibraryInstrumentation {
  private static final String REQUEST_FACTORY = "retrofit2/RequestFactory";
  private static final String SERVICE_METHOD = "retrofit2/ServiceMethod";

  @Override
  public String name() {
    return "retrofit";
  }

  @Override
  public String[] classNames() {
    return new String[] {REQUEST_FACTORY, SERVICE_METHOD};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(REQUEST_FACTORY)) {
      plan.methodsLike("create", "(", "[Ljava/lang/Object;)Lokhttp3/Request;", RequestAdvice.class);
    } else {
      // Up to 2.3 and in 2.4, where there was no factory.
      plan.optionalMethod(
              "toRequest", "([Ljava/lang/Object;)Lokhttp3/Request;", RequestAdvice.class)
          .optionalMethod("toCall", "([Ljava/lang/Object;)Lokhttp3/Call;", CallAdvice.class);
    }
  }
}
