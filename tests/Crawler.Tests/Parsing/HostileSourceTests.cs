using System.Text;
using Catalog.Crawler.Parsing.Workers;
using Microsoft.Extensions.Options;

namespace Catalog.Crawler.Tests.Parsing;

/// <summary>What one file leaves behind in the one worker of all of them is there for the next.</summary>
public sealed class HostileSourceTests(HostileSourceTests.OneWorker worker) : IClassFixture<HostileSourceTests.OneWorker>
{
    private readonly ParseWorkerPool _pool = worker.Pool;

    public static TheoryData<string> Sources =>
        new(
            "brackets", "parentheses", "templates", "calls", "sum", "sequence", "errors", "bytes", "surrogates", "line", "else", "objects", "arrows", "nothing", "quotes");

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Parse_HostileFile_AnswersWithFactsOrAReason(string kind)
    {
        foreach (var language in new[] { "javascript", "typescript", "python" })
        {
            var reply = await _pool.ParseAsync(language, Make(kind), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken);
            Assert.True(reply.Facts is not null ^ reply.Problem is not null);
            var sound = await _pool.ParseAsync(language, "let a"u8.ToArray(), static _ => { }, isInPlace: false, TestContext.Current.CancellationToken);
            Assert.Null(sound.Problem);
        }
    }

    private static byte[] Make(string kind) =>
        kind switch
        {
            "brackets" => Text(new string('[', 50_000)),
            "parentheses" => Text("x = " + new string('(', 20_000) + "1" + new string(')', 20_000)),
            "templates" => Text(string.Concat(Enumerable.Repeat("`${", 5_000)) + "1" + string.Concat(Enumerable.Repeat("}`", 5_000))),
            "calls" => Text("a" + string.Concat(Enumerable.Repeat(".b(1)", 20_000))),
            "sum" => Text("x = " + string.Join(" + ", Enumerable.Repeat("'a'", 20_000))),
            "sequence" => Text("x = (" + string.Join(",", Enumerable.Repeat("1", 20_000)) + ")"),
            "errors" => Text(string.Concat(Enumerable.Repeat("const = ) function {\n", 5_000))),
            "bytes" => [.. Enumerable.Range(0, 200_000).Select(static i => (byte)(i * 7919))],
            "surrogates" => Text("x = '\\ud800\\u{110000}\\u{d800}\\x4'"),
            "line" => Text("x = [" + string.Concat(Enumerable.Repeat("{a:1},", 800_000)) + "]"),
            "else" => Text(string.Concat(Enumerable.Repeat("if (a) b(); else ", 5_000)) + "c()"),
            "objects" => Text("x = " + string.Concat(Enumerable.Repeat("{a:", 20_000))),
            "arrows" => Text("x = " + string.Concat(Enumerable.Repeat("a => ", 20_000)) + "1"),
            "quotes" => Text("x = '" + new string('\\', 99_999)),
            _ => [],
        };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public sealed class OneWorker : IAsyncDisposable
    {
        internal ParseWorkerPool Pool { get; } = new(Options.Create(new ParseWorkerOptions { Command = WorkerCommand.For(ParseWorkerOptions.Verb), Workers = 1, FileTimeout = TimeSpan.FromSeconds(60) }));

        public ValueTask DisposeAsync() => Pool.DisposeAsync();
    }
}
