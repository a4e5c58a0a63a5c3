using System.Security.Cryptography;
using System.Text;
using Catalog.Classifier.Suspicions;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Snapshots;
using Catalog.Core.Sources;

namespace Catalog.Cli.Importing;

/// <summary>Classifies the servers of a file and stores each as a whole.</summary>
internal sealed class Import(IToolClassifier classifier, ShadowCheck shadows, ICatalogReader reader, ICatalogWriter writer, TimeProvider time)
{
    // What waits together shares a transaction of the store, and most of the cost of a small server is the transaction.
    private const int Together = 96;

    /// <summary>Stores all servers; those that are stored when it is stopped stay.</summary>
    public async Task<ImportResult> RunAsync(IAsyncEnumerable<ImportedServer> servers, string file, CancellationToken cancellationToken)
    {
        var result = new ImportResult();
        var isBaseline = (await reader.CountAsync(cancellationToken)).Servers == 0;
        var gate = new Lock();
        var together = new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(servers, together, async (server, token) =>
        {
            var outcome = await writer.StoreAsync(await UpdateOfAsync(server, file, isBaseline, token), token);
            lock (gate)
            {
                result = result.With(outcome);
            }
        });
        return result;
    }

    private async Task<ServerUpdate> UpdateOfAsync(ImportedServer server, string file, bool isBaseline, CancellationToken cancellationToken)
    {
        var tools = new List<ClassifiedTool>(server.Rows.Count);
        foreach (var (definition, key, hash) in server.Tools())
        {
            var verdict = classifier.Classify(definition with { Server = server.Key.Value }, key, out var isShared);
            tools.Add(new ClassifiedTool(definition, verdict) { Hash = hash, Key = isShared ? key : null });
        }

        await shadows.AddAllAsync(server.Key, tools, cancellationToken);
        var reference = server.Source is not null && SourceReference.TryParse(server.Source, out var read, out _) ? read : null;
        return new ServerUpdate
        {
            Key = server.Key,
            Title = server.Title,
            Repository = server.Rows.Select(static row => row.Server.Repo).FirstOrDefault(static repo => repo?.StartsWith("https://", StringComparison.Ordinal) == true),
            Snapshot = new Snapshot
            {
                Source = reference?.ToString() ?? $"file:{file}",
                Version = reference?.Version,
                ContentHash = HashOf(tools),
                Origin = SnapshotOrigin.Imported,
                FetchedAt = time.GetUtcNow(),
            },
            IsBaseline = isBaseline,
            Tools = tools,
        };
    }

    private static string HashOf(IEnumerable<ClassifiedTool> tools) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(tools.Select(static tool => tool.Hash).Order(StringComparer.Ordinal)))));
}
