namespace Catalog.Crawler.Tests.Parsing;

/// <summary>The command line of the parse worker that is built beside the tests.</summary>
internal static class WorkerCommand
{
    public static IReadOnlyList<string> For(params string[] arguments) =>
        [Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Catalog.ParseWorker.exe" : "Catalog.ParseWorker"), .. arguments];
}
