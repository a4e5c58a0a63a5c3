using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;
using Catalog.Crawler.Tests.Parsing;
using Microsoft.Extensions.Options;

[assembly: AssemblyFixture(typeof(SharedWorkers))]

namespace Catalog.Crawler.Tests.Parsing;

/// <summary>The workers that read snapshots for all tests that are not about workers, as a crawl's do for all of its servers; ended with the last test.</summary>
public sealed class SharedWorkers : IAsyncDisposable
{
    internal static LinkWorkerPool Pool { get; } = new(
        Options.Create(new LinkWorkerOptions { Command = WorkerCommand.For(LinkWorkerOptions.Verb), Workers = 2 }),
        Options.Create(new ParseWorkerOptions { Command = WorkerCommand.For(ParseWorkerOptions.Verb), Workers = 2 }));

    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}
