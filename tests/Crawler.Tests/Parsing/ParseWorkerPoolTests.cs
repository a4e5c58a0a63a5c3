using System.Text;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Workers;
using Microsoft.Extensions.Options;

namespace Catalog.Crawler.Tests.Parsing;

public sealed class ParseWorkerPoolTests
{
    [Theory]
    [InlineData("typescript", "const a: number = 1 as const;")]
    [InlineData("tsx", "const a = <b>{1}</b>;")]
    [InlineData("javascript", "const a = 1;")]
    public async Task Parse_EachLanguage_GivesFacts(string language, string source)
    {
        await using var pool = Pool();
        var reply = await pool.ParseAsync(language, Encoding.UTF8.GetBytes(source), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken);
        Assert.Null(reply.Problem);
        Assert.Equal(0, reply.Facts!.Errors);
        Assert.Equal(FactKind.Declare, Assert.Single(reply.Facts.Root.Children).Kind);
    }

    [Fact]
    public async Task Parse_ManyFiles_UsesWorkersAgain()
    {
        await using var pool = Pool();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => pool.ParseAsync("javascript", Encoding.UTF8.GetBytes($"let a{i}"), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken)));
        Assert.InRange(pool.Started, 1, 2);
    }

    [Fact]
    public async Task Parse_AfterItsLastFile_ReplacesTheWorker()
    {
        await using var pool = Pool(configure: options => (options.FilesPerWorker, options.Workers) = (1, 1));
        Assert.Null((await pool.ParseAsync("javascript", "1"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken)).Problem);
        Assert.Null((await pool.ParseAsync("javascript", "2"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken)).Problem);
        Assert.Equal(2, pool.Started);
    }

    [Theory]
    [InlineData("crash", "died")]
    [InlineData("hang", "ended after 8 seconds")]
    [InlineData("memory", "died")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("flood", "nonsense")]
    public async Task Parse_WorkerGoesBad_CostsThatFileOnly(string mode, string reason)
    {
        await using var pool = Pool([mode], options =>
        {
            options.Workers = 1;
            options.FileTimeout = TimeSpan.FromSeconds(mode == "hang" ? 8 : 60);
            options.DataLimit = 256 * 1024 * 1024;
        });
        var before = await pool.ParseAsync("javascript", "let a"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken);
        var bad = await pool.ParseAsync("javascript", "let b!"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken);
        var after = await pool.ParseAsync("javascript", "let c"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken);
        Assert.Null(before.Problem);
        Assert.Contains(reason, bad.Problem, StringComparison.Ordinal);
        Assert.Null(bad.Facts);
        Assert.Null(after.Problem);

        // A worker that dies after other work may have died of that: a fresh one says whether the file is to blame.
        Assert.Equal(reason == "died" ? 3 : 2, pool.Started);
    }

    [Fact]
    public async Task Parse_Cancelled_EndsTheWorkerAndThrows()
    {
        await using var pool = Pool(["hang"]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var parse = pool.ParseAsync("javascript", "let b!"u8.ToArray(), static _ => { }, isInPlace: false, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => parse);
    }

    [Fact]
    public async Task Parse_UnknownLanguage_SaysSo()
    {
        await using var pool = Pool();
        var reply = await pool.ParseAsync("cobol", "x"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken);
        Assert.Contains("`cobol`", reply.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_ProgramMissing_SaysWhichOne()
    {
        await using var pool = new ParseWorkerPool(Options.Create(new ParseWorkerOptions { Command = ["/nowhere/at/all"] }));
        var failure = await Record.ExceptionAsync(() => pool.ParseAsync("javascript", "x"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken));
        if (failure is not null)
        {
            Assert.IsType<InvalidOperationException>(failure);
            Assert.Contains("/nowhere/at/all", failure.Message, StringComparison.Ordinal);
        }
        else
        {
            // Under prlimit the limiter starts and says it instead.
            Assert.Contains("/nowhere/at/all", (await pool.ParseAsync("javascript", "x"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken)).Problem, StringComparison.Ordinal);
        }
    }

    private static ParseWorkerPool Pool(string[]? arguments = null, Action<ParseWorkerOptions>? configure = null)
    {
        var options = new ParseWorkerOptions { Command = WorkerCommand.For([ParseWorkerOptions.Verb, .. arguments ?? []]), Workers = 2, FileTimeout = TimeSpan.FromSeconds(60) };
        configure?.Invoke(options);
        return new ParseWorkerPool(Options.Create(options));
    }
}
