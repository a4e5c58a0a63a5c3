using System.Net;

namespace Catalog.Crawler.Web;

/// <summary>Follows redirects of reads by hand: at most five, never from https to http, only to hosts that the rules name, and without credentials to another host.</summary>
internal sealed class RedirectHandler(WebRules rules, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int Most = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var first = request.RequestUri!;
        for (var hops = 0; ; hops++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            var target = new Uri(request.RequestUri!, location);
            var isSameHost = string.Equals(target.Host, first.Host, StringComparison.OrdinalIgnoreCase);
            if (hops == Most || request.Method != HttpMethod.Get)
            {
                throw new WebRefusedException($"`{first.Host}` redirects without end");
            }

            if ((!isSameHost && !rules.Redirects.Contains(target.Host, StringComparer.OrdinalIgnoreCase))
                || target.Scheme is not ("https" or "http")
                || (request.RequestUri!.Scheme == "https" && target.Scheme != "https"))
            {
                throw new WebRefusedException($"`{first.Host}` redirects to `{target.Scheme}://{target.Host}`, which is not allowed");
            }

            request.RequestUri = target;
            if (!isSameHost || target.Port != first.Port)
            {
                request.Headers.Authorization = null;
                request.Headers.Remove("Cookie");
            }
        }
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
