package dev.tachograph.agent.instrument.retrofit;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** Plans for the places where Retrofit knows the templates of calls. */
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
      plan.methodsLike("create", "(", "[Ljava/lang/Object;)Lokhttp3/Request;", Request.class);
    } else {
      // The first method exists up to 2.3, the second in 2.4. These versions had no factory.
      plan.optionalMethod("toRequest", "([Ljava/lang/Object;)Lokhttp3/Request;", Request.class)
          .optionalMethod("toCall", "([Ljava/lang/Object;)Lokhttp3/Call;", OnCall.class);
    }
  }

  /** A request is made for a call of a method. The method's annotation has the template. */
  static final class Request {
    private Request() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.Field("relativeUrl") @Nullable String template, @Advice.Return Object request) {
      HttpTemplateProbe.made(request, template);
    }
  }

  /** As {@link Request}, in Retrofit 2.4, where only the call shows the request. */
  static final class OnCall {
    private OnCall() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.Field("relativeUrl") @Nullable String template, @Advice.Return Call call) {
      HttpTemplateProbe.made(call.request(), template);
    }
  }
}
