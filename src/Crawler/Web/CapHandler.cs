namespace Catalog.Crawler.Web;

/// <summary>Cuts the body of every answer off at the size that the rules allow, streams among them: the client's own limit holds only for what it buffers.</summary>
internal sealed class CapHandler(WebRules rules, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentLength > rules.Bytes)
        {
            response.Dispose();
            throw new WebRefusedException($"`{request.RequestUri!.Host}` sends more than {rules.Bytes >> 20} MiB");
        }

        var capped = new StreamContent(new CappedStream(await response.Content.ReadAsStreamAsync(cancellationToken), rules.Bytes));
        foreach (var header in response.Content.Headers)
        {
            capped.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = capped;
        return response;
    }
}
