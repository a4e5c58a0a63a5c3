using System.Globalization;
using System.Runtime.CompilerServices;

namespace Catalog.Crawler.GitHub;

/// <summary>
/// Takes all results of a search that has more than the 1,000 which any search shows: the first page of a slice tells how many it has; a slice with more is halved, by the day of creation down to one day,
/// then by stars; code by the size of files. A page that says it is incomplete is asked for again.
/// </summary>
internal sealed class SearchSlices(IGitHub github, TimeProvider time)
{
    private const int Shown = 1000;
    private const int PageSize = 100;
    private const int MostAgain = 3;
    private const int MostStars = 1 << 20;
    private const int LargestManifest = 384 << 10;

    /// <summary>No repository at the host is older.</summary>
    private static readonly DateOnly Oldest = new(2007, 10, 1);

    /// <summary>Repositories that a query finds, page by page.</summary>
    /// <param name="query">The query without <c>created:</c> and <c>stars:</c>.</param>
    /// <param name="since">The first day of creation that is wanted; null for all.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public IAsyncEnumerable<GitHubSearchPage> RepositoriesAsync(string query, DateOnly? since, CancellationToken cancellationToken)
    {
        // A day of grace at the end: the host's clock need not be this one.
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1);
        return AllAsync(new Slice(query, false, (since ?? Oldest).DayNumber, today.DayNumber, 0, MostStars), cancellationToken);
    }

    /// <summary>Repositories with files whose text a query finds, page by page.</summary>
    /// <param name="query">The query without <c>size:</c>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public IAsyncEnumerable<GitHubSearchPage> CodeAsync(string query, CancellationToken cancellationToken) => AllAsync(new Slice(query, true, 0, 0, 0, LargestManifest), cancellationToken);

    private async IAsyncEnumerable<GitHubSearchPage> AllAsync(Slice whole, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new Stack<Slice>([whole]);
        while (open.TryPop(out var slice))
        {
            var first = await PageAsync(slice, 1, cancellationToken);
            if (first.Problem is null && first.Total > Shown && slice.Halves() is { } halves)
            {
                open.Push(halves.Second);
                open.Push(halves.First);
                continue;
            }

            yield return first;
            if (first.Problem is not null)
            {
                continue;
            }

            if (first.Total > Shown)
            {
                yield return new GitHubSearchPage { Problem = $"the search `{slice.Query}` has {first.Total} results, and the first {Shown} only are shown" };
            }

            for (var page = 2; page <= Shown / PageSize && (page - 1) * PageSize < first.Total; page++)
            {
                var next = await PageAsync(slice, page, cancellationToken);
                yield return next;
                if (next.Problem is not null)
                {
                    break;
                }
            }
        }
    }

    private async Task<GitHubSearchPage> PageAsync(Slice slice, int page, CancellationToken cancellationToken)
    {
        var best = new GitHubSearchPage();
        for (var again = 0; again <= MostAgain; again++)
        {
            var answer = await github.SearchAsync(new GitHubSearch(slice.Query, slice.IsCode), page, cancellationToken);
            if (answer.Problem is not null || !answer.IsIncomplete)
            {
                return answer;
            }

            best = answer.Repositories.Count >= best.Repositories.Count ? answer : best;
        }

        return best with { Total = Math.Max(best.Total, best.Repositories.Count) };
    }

    /// <summary>A part of a search: days of creation and stars, or sizes of files; all ends belong to it.</summary>
    private sealed record Slice(string Base, bool IsCode, int FromDay, int ToDay, int From, int To)
    {
        public string Query => IsCode
            ? string.Create(CultureInfo.InvariantCulture, $"{Base} size:{From}..{To}")
            : string.Create(CultureInfo.InvariantCulture, $"{Base} created:{DateOnly.FromDayNumber(FromDay):yyyy-MM-dd}..{DateOnly.FromDayNumber(ToDay):yyyy-MM-dd}{(From == 0 && To == MostStars ? "" : $" stars:{From}..{To}")}");

        /// <summary>The two halves; null for a slice that cannot be cut.</summary>
        public (Slice First, Slice Second)? Halves()
        {
            if (FromDay < ToDay)
            {
                var middle = (FromDay + ToDay) / 2;
                return (this with { ToDay = middle }, this with { FromDay = middle + 1 });
            }

            // Most have few stars, and most manifests are small: the lower part is cut finer.
            var cut = From + ((To - From) / (To - From > 64 ? 16 : 2));
            return From < To ? (this with { To = cut }, this with { From = cut + 1 }) : null;
        }
    }
}
