using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors;

/// <summary>Reads a snapshot of many servers a folder at a time, where its reader died on the whole: what is too much then costs one folder.</summary>
internal sealed class ApartReading(LinkWorkerPool pool)
{
    private const int MostFolders = 200;

    /// <summary>Each may have taken the whole time of a snapshot.</summary>
    private const int MostLost = 5;

    /// <summary>What the folders hold together; null where there are not several, so that nothing is gained.</summary>
    /// <param name="request">The request that failed, for the whole snapshot.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ExtractionResult?> ReadOrNullAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        if (request.Folder.Folder is not null || (await pool.ReadAsync(request with { IsForFolders = true }, cancellationToken)).Folders is not { Count: > 1 } folders)
        {
            return null;
        }

        var results = new List<ExtractionResult>();
        var problems = new List<string>();
        foreach (var folder in folders.Take(MostFolders))
        {
            if (problems.Count >= MostLost)
            {
                problems.Add($"what comes after `{folder}` was not read: too many folders before it failed");
                break;
            }

            var reply = await pool.ReadAsync(request with { Only = folder }, cancellationToken);
            if (reply.Result is { } result)
            {
                results.Add(result);
            }
            else
            {
                problems.Add($"`{(folder.Length == 0 ? "." : folder)}` {reply.Problem}");
            }
        }

        if (folders.Count > MostFolders)
        {
            problems.Add($"only the first {MostFolders} folders of {folders.Count} were read");
        }

        return new ExtractionResult
        {
            Servers = [.. results.SelectMany(static r => r.Servers).Where(static s => s.Tools.Count > 0 || s.Notice is not null).OrderBy(static s => s.Folder ?? "", StringComparer.Ordinal)],
            Problems = [.. problems, .. results.SelectMany(static r => r.Problems).Distinct(StringComparer.Ordinal)],
            Notices = [.. results.SelectMany(static r => r.Notices).Distinct(StringComparer.Ordinal)],
            Explanations = [.. results.SelectMany(static r => r.Explanations)],
        };
    }
}
