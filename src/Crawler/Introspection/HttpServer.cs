using System.Text.Json;
using Catalog.Core.Sources;
using Catalog.Crawler.Sources;
using Catalog.Crawler.Web;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace Catalog.Crawler.Introspection;

/// <summary>Asks a live server over HTTP: <c>http:URL</c>. One that a list named may not lead into this network; one that the user named may.</summary>
internal sealed class HttpServer(CrawlerOptions options, WebClients clients) : ILiveServer
{
    public string Id => "http";

    public async Task<AskResult> AskAsync(ServerListing listing, CrawlOptions crawl, CancellationToken cancellationToken)
    {
        var shown = WebAddress.WithoutSecrets(listing.Reference.Value);
        if (!Uri.TryCreate(listing.Reference.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return AskResult.Failed($"`{shown}` is no address; write http:https://HOST/mcp");
        }

        var isNamed = string.Equals(listing.ListedBy, listing.Reference.ToString(), StringComparison.Ordinal);
        using var client = clients.Create(new WebRules { Named = isNamed ? [address.Host] : [], Bytes = SandboxLimits.OutputBytes, Timeout = options.AskTimeout });
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.CancelAfter(options.AskTimeout);
        try
        {
            await using var transport = new HttpClientTransport(new HttpClientTransportOptions { Endpoint = address, EnableStandaloneGetStream = false, ConnectionTimeout = options.AskTimeout }, client);
            return await ToolQuestion.AskAsync(transport, clock.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return AskResult.Failed($"`{shown}` did not answer in {options.AskTimeout.TotalSeconds:0} seconds");
        }
        catch (TimeoutException)
        {
            return AskResult.Failed($"`{shown}` did not answer in time");
        }
        catch (HttpRequestException failed)
        {
            return AskResult.Failed(Explain(failed, shown));
        }
        catch (IOException failed)
        {
            return AskResult.Failed($"`{shown}` broke off: {failed.Message.TrimEnd('.')}");
        }
        catch (McpException refused)
        {
            return AskResult.Failed($"`{shown}` answered with an error: {refused.Message.TrimEnd('.')}");
        }
        catch (JsonException)
        {
            return AskResult.Failed($"`{shown}` answered with something else than a list of tools");
        }
    }

    private static string Explain(HttpRequestException failed, string shown) => failed is { StatusCode: { } status } and not WebRefusedException
        ? $"`{shown}` answered {(int)status}{((int)status is 401 or 403 ? ": it wants a log-in, and none is ever sent" : "")}"
        : WebProblem.Of(failed, $"`{shown}`");
}
