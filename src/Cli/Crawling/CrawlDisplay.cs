using Catalog.Cli.Hosting;
using Catalog.Core.Crawls;
using Catalog.Crawler.Pipeline;
using Spectre.Console;

namespace Catalog.Cli.Crawling;

/// <summary>Shows a crawl while it runs: a bar on a terminal, a plain line for each server in a log.</summary>
internal sealed class CrawlDisplay(TextWriter error, bool isTerminal) : IProgress<CrawlProgress>
{
    private readonly Lock _gate = new();
    private ProgressTask? _bar;
    private int _listed;
    private int _finished;

    /// <summary>Runs a crawl and shows its progress.</summary>
    public async Task<T> ShowAsync<T>(Func<IProgress<CrawlProgress>, Task<T>> crawl)
    {
        if (!isTerminal)
        {
            return await crawl(this);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                _bar = context.AddTask("looking for servers", maxValue: 1);
                return await crawl(this);
            });
    }

    /// <summary>Shows that the crawl waits for a host, and why.</summary>
    public void Wait(string words)
    {
        lock (_gate)
        {
            if (_bar is not null)
            {
                _bar.Description = Markup.Escape($"{_finished} of {_listed}  {words}");
            }
            else
            {
                error.WriteLine($"{_finished} of {Math.Max(_listed, _finished)}: {words}");
            }
        }
    }

    /// <inheritdoc/>
    public void Report(CrawlProgress value)
    {
        lock (_gate)
        {
            _listed += value.Step == CrawlStep.Listed ? 1 : 0;
            _finished += value.Step == CrawlStep.Finished ? 1 : 0;
            if (_bar is not null)
            {
                _bar.MaxValue = Math.Max(1, Math.Max(_listed, _finished));
                _bar.Value = Math.Min(_finished, _bar.MaxValue);
                _bar.Description = Markup.Escape($"{_finished} of {_listed}  {Word(value.Step)} {value.Reference}");
            }
            else if (value.Step == CrawlStep.Resumed)
            {
                error.WriteLine($"going on with an unfinished crawl: {value.Done} entries of it are done");
            }
            else if (value.Item is { } item)
            {
                error.WriteLine($"{_finished} of {Math.Max(_listed, _finished)}: {Sentence(item)}");
            }
        }
    }

    private static string Sentence(CrawlItem item) => item.Status switch
    {
        CrawlStatus.Stored => $"{item.Server}: {Counted.Of(item.Tools, "tool")}, {item.Changed:N0} changed",
        CrawlStatus.Unchanged => $"{item.Server ?? item.Reference}: unchanged",
        CrawlStatus.NoTools => $"{item.Reference}: {item.Reason}",
        _ => $"{item.Reference}: failed: {item.Reason}",
    };

    private static string Word(CrawlStep step) => step switch
    {
        CrawlStep.Fetching => "fetching",
        CrawlStep.Extracting => "reading",
        CrawlStep.Asking => "asking",
        CrawlStep.Finished => "done with",
        CrawlStep.Resumed => "going on",
        _ => "found",
    };
}
