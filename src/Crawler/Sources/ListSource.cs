using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Web;
using Catalog.Crawler.Web.Robots;

namespace Catalog.Crawler.Sources;

/// <summary>A list of servers that people keep, Markdown or HTML: <c>list:URL-or-file</c>. Its links to repositories and folders at GitHub are the servers.</summary>
internal sealed partial class ListSource(WebClients clients, RobotsGate robots) : IServerSource
{
    private const long Longest = 16L << 20;

    public string Id => "list";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (text, problem) = await ReadAsync(reference.Value, cancellationToken);
        if (text is null)
        {
            yield return SourceEntry.Failed(WebAddress.ShownSource(reference), problem!);
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var link in ListLinks.Of(text).SelectMany(static address => Link().Matches(address)))
        {
            var name = $"{link.Groups["owner"].Value}/{TrimEnd(link.Groups["name"].Value)}";
            var folder = link.Groups["folder"] is { Success: true, Value: var path } ? path.Trim('/') : null;
            var shown = folder is null ? name : $"{name}#{folder}";
            if (!NotRepositories().IsMatch(name) && seen.Add(shown)
                && SourceReference.TryParse("github:" + shown, out var server, out _) && ServerKey.TryParse("github:" + shown, out var key))
            {
                yield return SourceEntry.Listed(new ServerListing { Server = key, Reference = server, ListedBy = reference.ToString(), Repository = "https://github.com/" + name });
            }
        }

        if (seen.Count == 0)
        {
            yield return SourceEntry.Failed(WebAddress.ShownSource(reference), $"`{reference.Value}` links to no repository at GitHub");
        }
    }

    private async Task<(string? Text, string? Problem)> ReadAsync(string place, CancellationToken cancellationToken)
    {
        if (!place.StartsWith("http", StringComparison.Ordinal) || !Uri.TryCreate(place, UriKind.Absolute, out var address))
        {
            return !File.Exists(place) ? (null, $"there is no file `{place}`")
                : new FileInfo(place).Length > Longest ? (null, $"`{place}` has more than {Longest >> 20} MiB")
                : (await File.ReadAllTextAsync(place, cancellationToken), null);
        }

        var (refusal, pace) = await robots.AskAsync(address, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var rules = new WebRules { Named = [address.Host], Bytes = Longest };
        using var client = clients.Create(pace is { } perSecond && perSecond < rules.PerSecond ? rules with { PerSecond = perSecond } : rules);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address).TakenWhole();
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode
                ? (await answer.Content.ReadAsStringAsync(cancellationToken), null)
                : (null, $"`{address.Host}` answered {(int)answer.StatusCode} for the list");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return (null, WebProblem.Of(failed, $"`{address.Host}`"));
        }
    }

    private static string TrimEnd(string name) => name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name.TrimEnd('.');

    [GeneratedRegex(@"https?://(www\.)?github\.com/(?<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?<name>[A-Za-z0-9._-]{1,100})(/tree/[A-Za-z0-9._-]{1,100}/(?<folder>[A-Za-z0-9._/-]{1,300}))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\A(sponsors|topics|features|orgs|apps|marketplace|user-attachments|settings|collections|about|login)/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotRepositories();
}
