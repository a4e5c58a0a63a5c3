using System.Diagnostics;
using System.Globalization;
using Catalog.Core.Crawls;
using Catalog.Crawler;
using Catalog.Crawler.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Bench.CrawlLoad;

/// <summary>A crawl in a process of its own: the parent's side starts, lets go and kills it; the child's side does the work.</summary>
internal sealed class CrawlWorker : IDisposable
{
    public const string Verb = "crawl-worker";
    private readonly Process _process;
    private int _ended;

    private CrawlWorker(Process process) => _process = process;

    /// <summary>Starts one and waits until its store is open.</summary>
    /// <param name="core">The processor core that it and all that it starts is held to; null for all.</param>
    /// <param name="arguments">The store, the double, the folder, the source.</param>
    public static async Task<CrawlWorker> StartAsync(int? core, params string[] arguments)
    {
        string[] line = [Environment.ProcessPath!, Verb, .. arguments];
        var held = core is { } number ? ["taskset", "-c", $"{number}", .. line] : line;
        var process = Process.Start(new ProcessStartInfo(held[0], held[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadLineAsync() == "ready" ? new CrawlWorker(process) : throw new InvalidOperationException("a worker did not start");
    }

    /// <summary>How many servers it has stored so far, told by hundreds.</summary>
    public int Ended => Volatile.Read(ref _ended);

    /// <summary>Lets it begin; ends with what it says at its end, null where it was killed.</summary>
    public async Task<string?> WorkAsync()
    {
        await _process.StandardInput.WriteLineAsync("go");
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var ended))
            {
                return line;
            }

            Volatile.Write(ref _ended, ended);
        }

        return null;
    }

    /// <summary>Kills it, and it alone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose() => _process.Dispose();

    /// <summary>The child's side.</summary>
    public static async Task<int> RunAsync(string store, string github, string folder, string source)
    {
        await using var services = CrawlServices.Build(store, new Uri(github), folder);
        await CrawlServices.OpenAsync(services);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var progress = new Count();
        var run = await services.GetRequiredService<ICrawl>().RunAsync([CrawlServices.Parse(source)], new CrawlOptions(), progress, default);
        Console.WriteLine($"{run.Stored} stored, {run.Failed} failed in the run, {progress.Ended} of them here");
        return 0;
    }

    private sealed class Count : IProgress<CrawlProgress>
    {
        private int _ended;

        public int Ended => _ended;

        public void Report(CrawlProgress value)
        {
            if (value.Item?.Status == CrawlStatus.Stored && Interlocked.Increment(ref _ended) is var ended && ended % 100 == 0)
            {
                Console.WriteLine(ended.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
