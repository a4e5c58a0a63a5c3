using System.Security.Cryptography;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// The pages that a client of the legacy era was asked to open for one call of a server of the modern one. There a page has an id, by which the
/// client is told that it is done with; a server of the modern era says so by what it answers to the retry.
/// </summary>
internal sealed class OpenPages
{
    private readonly Dictionary<string, string> _idsByUrl = new(StringComparer.Ordinal);

    /// <summary>The id under which a client is asked to open a page; the same each time the server asks for it.</summary>
    public string IdOf(string url)
    {
        if (!_idsByUrl.TryGetValue(url, out var id))
        {
            _idsByUrl[url] = id = $"page-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        }

        return id;
    }

    /// <summary>Takes out the pages that an answer shows to be done with: all that it does not ask for again. An error shows nothing.</summary>
    /// <returns>Their ids.</returns>
    public IReadOnlyList<string> TakeDone(UpstreamMessage answer)
    {
        if (_idsByUrl.Count == 0 || !answer.HasResult)
        {
            return [];
        }

        var again = AskedAgain(answer);
        var done = _idsByUrl.Where(page => !again.Contains(page.Key)).ToList();
        done.ForEach(page => _idsByUrl.Remove(page.Key));
        return [.. done.Select(static page => page.Value)];
    }

    private static HashSet<string> AskedAgain(UpstreamMessage answer)
    {
        var urls = new HashSet<string>(StringComparer.Ordinal);
        if (answer.ResultType != "input_required" || !answer.InputRequests.IsPresent)
        {
            return urls;
        }

        using var requests = JsonDocument.Parse(answer.InputRequests.Of(answer.Bytes), new JsonDocumentOptions { MaxDepth = 512 });
        if (requests.RootElement.ValueKind == JsonValueKind.Object)
        {
            foreach (var request in requests.RootElement.EnumerateObject())
            {
                if (request.Value.ValueKind == JsonValueKind.Object && request.Value.TryGetProperty("params", out var parameters) && UrlOrNull(parameters) is { } url)
                {
                    urls.Add(url);
                }
            }
        }

        return urls;
    }

    /// <summary>The address, as written, of the page that the parameters of a question ask for; null where they ask for none.</summary>
    public static string? UrlOrNull(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("mode", out var mode) && mode.ValueKind == JsonValueKind.String && mode.ValueEquals("url"u8)
            && parameters.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String
            ? url.GetRawText()
            : null;
}
