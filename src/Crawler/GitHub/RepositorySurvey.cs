using System.Runtime.CompilerServices;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.GitHub;

/// <summary>Asks about repositories a hundred at a time before any of them is fetched: what they are called now, at which commit they stand, and whether they may hold a server at all.</summary>
internal sealed class RepositorySurvey(IGitHub github)
{
    private const int Batch = 100;

    /// <summary>The listings that are worth fetching, with the revision that the host told. Without a token each is listed as it is, and asked by itself later.</summary>
    /// <param name="candidates">What was found, in any number.</param>
    /// <param name="withCheck">True to pass over those whose manifests show no library of MCP; false for what is known to hold a server.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async IAsyncEnumerable<SourceEntry> SurveyAsync(IAsyncEnumerable<(ServerListing Listing, string? Id)> candidates, bool withCheck, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new List<(ServerListing Listing, string? Id)>(Batch);
        await foreach (var candidate in candidates.WithCancellation(cancellationToken))
        {
            // What is asked for by a branch is not what the graph tells of.
            if (!github.HasToken || candidate.Listing.Reference.Version is not null)
            {
                yield return SourceEntry.Listed(candidate.Listing);
                continue;
            }

            waiting.Add(candidate);
            if (waiting.Count == Batch)
            {
                foreach (var entry in await LookAsync(waiting, withCheck, cancellationToken))
                {
                    yield return entry;
                }

                waiting.Clear();
            }
        }

        foreach (var entry in waiting.Count > 0 ? await LookAsync(waiting, withCheck, cancellationToken) : [])
        {
            yield return entry;
        }
    }

    private async Task<IReadOnlyList<SourceEntry>> LookAsync(List<(ServerListing Listing, string? Id)> asked, bool withCheck, CancellationToken cancellationToken)
    {
        var look = await github.LookAsync([.. asked.Select(static a => new GitHubAsked(a.Listing.Reference.Value, a.Id))], withCheck, cancellationToken);
        if (look.Problem is not null)
        {
            // The host may still answer about each by itself.
            return [.. asked.Select(static a => SourceEntry.Listed(a.Listing))];
        }

        var entries = new List<SourceEntry>(asked.Count);
        foreach (var ((listing, id), state) in asked.Zip(look.States))
        {
            if (state is null)
            {
                entries.Add(SourceEntry.Failed(WebAddress.ShownSource(listing.Reference), $"GitHub has no public repository `{listing.Reference.Value}` any more; what is stored of it stays") with { Gone = look.AreGone ? listing.Server : null });
            }
            else if (state.Commit is null)
            {
                entries.Add(SourceEntry.Failed(WebAddress.ShownSource(listing.Reference), $"the repository `{state.Name}` is empty"));
            }
            else if (!withCheck || ManifestCheck.MayBeServer(state))
            {
                entries.AddRange(List(listing, state, hasId: id is not null));
            }
        }

        return entries;
    }

    private static IEnumerable<SourceEntry> List(ServerListing listing, GitHubState state, bool hasId)
    {
        var revision = GitHubRevision.Of(state)!.ToString();
        if (string.Equals(listing.Reference.Value, state.Name, StringComparison.OrdinalIgnoreCase))
        {
            yield return SourceEntry.Listed(listing with { Revision = revision, Description = listing.Description ?? state.Description });
            yield break;
        }

        // Renamed or given to another owner: it is crawled under the name that it has now, and the old one says where it went.
        yield return SourceEntry.Failed(WebAddress.ShownSource(listing.Reference), $"`{listing.Reference.Value}` is called `{state.Name}` now and is crawled under that name");
        var reference = listing.Reference with { Value = state.Name };
        if (ServerKey.TryParse($"github:{state.Name}{(reference.Folder is null ? "" : "#" + reference.Folder)}", out var key))
        {
            yield return SourceEntry.Listed(listing with { Server = key, Reference = reference, Repository = "https://github.com/" + state.Name, Revision = revision, Formerly = hasId ? listing.Server : null });
        }
    }
}
