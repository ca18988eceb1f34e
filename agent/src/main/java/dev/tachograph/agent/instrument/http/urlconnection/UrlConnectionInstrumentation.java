package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Where {@code HttpURLConnection} is woven. The connection for https that the application sees
 * hands everything to one of these classes.
 */
public final class UrlConnectionInstrumentation implements LibraryInstrumentation {
  private static final String HTTP = "sun/net/www/protocol/http/HttpURLConnection";
  private static final String HTTPS =
      "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection";
  private static final String BODY = HTTP + "$HttpInputStream";
  private static final String UPLOAD = HTTP + "$StreamingOutputStream";

  @Override
  public String name() {
    return "urlconnection";
  }

  @Override
  public String[] classNames() {
    return new String[] {HTTP, HTTPS, BODY, UPLOAD};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case HTTP:
        plan.method("connect", "()V", ConnectAdvice.class)
            .method("getOutputStream0", "()Ljava/io/OutputStream;", OutputAdvice.class)
            .method("getInputStream0", "()Ljava/io/InputStream;", ExchangeAdvice.class);
        break;
      case HTTPS:
        plan.method("connect", "()V", ConnectAdvice.class);
        break;
      case BODY:
        plan.method("read", "()I", BodyReadAdvice.class)
            .method("read", "([BII)I", BodyReadAdvice.class)
            .method("close", "()V", BodyCloseAdvice.class);
        break;
      case UPLOAD:
        plan.method("write", "(I)V", UploadAdvice.class)
            .method("write", "([BII)V", UploadAdvice.class)
            .method("close", "()V", UploadAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
