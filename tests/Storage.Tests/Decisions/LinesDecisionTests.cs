using System.Globalization;
using System.Text.RegularExpressions;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Storage.Decisions.Lines;
using Catalog.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Decisions;

public sealed partial class LinesDecisionTests : DecisionContract
{
    private readonly TemporaryFolder _folder = new();
    private long _segmentBytes = 64 * 1024 * 1024;
    private TimeSpan? _keep;

    private string LogFile => _folder.File("logs", "decisions.jsonl");

    public static TheoryData<string, string> Changes() => new()
    {
        { "sed -i '3s/deny/allow/' decisions-000002.jsonl", "line 3 of `decisions-000002.jsonl` is not the one" },
        { "sed -i '3d' decisions-000002.jsonl", "line 3 of `decisions-000002.jsonl` is not the one" },
        { "sed -i '3p' decisions.jsonl", "line 4 of `decisions.jsonl` is not the one" },
        { "sed -i '2s/$/ /' decisions.jsonl", "line 2 of `decisions.jsonl` is no line of this log" },
        { "sed -i '1d' decisions-000002.jsonl", "`decisions-000002.jsonl` does not begin as a segment" },
        { "sed -i '$d' decisions-000002.jsonl", "`decisions-000003.jsonl` does not go on from the segment before it" },
        { "sed -i '$d' decisions.jsonl", "the last 1 entries are missing" },
        { "rm decisions-000001.jsonl", "segment 1 is missing" },
        { "rm decisions-000002.jsonl", "segment 2 is missing" },
        { "rm decisions.jsonl", "the last one" },
        { "rm decisions.jsonl.anchor", "the end of the log is not known" },
        { "cp decisions-000001.jsonl decisions-000002.jsonl", "`decisions-000002.jsonl` does not begin as a segment" },
        { ": > decisions-000002.jsonl", "`decisions-000002.jsonl` is empty" },
        { "mv decisions-000002.jsonl x; mv decisions-000003.jsonl decisions-000002.jsonl; mv x decisions-000003.jsonl", "does not begin as a segment" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Verify_ChangedFiles_NamesTheFirstPlace(string change, string fault)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the changes are shell commands");
        await WriteSegmentsAsync();
        Assert.Equal((40, null), ((await Check()).Entries, (await Check()).Fault));
        await ShellAsync(change);

        Assert.Contains(fault, (await Check()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_FullSegmentAndNewDay_GoOnInANewFile()
    {
        await WriteSegmentsAsync();
        var files = Directory.GetFiles(_folder.File("logs"), "decisions-*.jsonl").Length;
        Time.Advance(TimeSpan.FromDays(1));
        await Decisions.AppendAsync(Entry("tomorrow", DecisionKind.Allow), None);

        Assert.Equal(Enumerable.Range(0, 40).Select(static i => $"t{i}").Append("tomorrow").Reverse(), (await Decisions.ListAsync(new DecisionQuery(), None)).Select(static entry => entry.Tool));
        Assert.Equal(files + 1, Directory.GetFiles(_folder.File("logs"), "decisions-*.jsonl").Length);
        Assert.Equal(3, (await Decisions.ListAsync(new DecisionQuery { Limit = 3 }, None)).Count);
    }

    [Fact]
    public async Task Append_OldSegments_AreRemovedAndNotMissed()
    {
        _keep = TimeSpan.FromDays(3);
        await RestartAsync();
        for (var day = 0; day < 10; day++)
        {
            await Decisions.AppendAsync(Entry($"t{day}", DecisionKind.Allow), None);
            await Decisions.ListAsync(new DecisionQuery(), None);
            Time.Advance(TimeSpan.FromDays(1));
        }

        var check = await Check();
        Assert.Equal((4, 6, null), (check.Entries, check.Removed, check.Fault));
        File.Delete(_folder.File("logs", "decisions-000007.jsonl"));
        Assert.Contains("segment 7 is missing", (await Check()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_LastLineCutOffByACrash_GoesAndTheLogGoesOn()
    {
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        await RestartAsync();
        await File.AppendAllTextAsync(LogFile, "{\"time\":\"2026-03-04T1");
        await Decisions.AppendAsync(Entry("b", DecisionKind.Allow), None);

        var check = await Check();
        Assert.Equal((2, null), (check.Entries, check.Fault));
    }

    [Fact]
    public async Task Append_SegmentBegunButNotWritten_IsBegunAnew()
    {
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        await RestartAsync();
        File.Move(LogFile, _folder.File("logs", "decisions-000001.jsonl"));
        await File.WriteAllTextAsync(LogFile, "");
        await Decisions.AppendAsync(Entry("b", DecisionKind.Allow), None);

        var check = await Check();
        Assert.Equal((2, null), (check.Entries, check.Fault));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verify_EntriesWrittenAnewWithHashesThatFit_AreTold_AndTheLogDoesNotGoOn(bool isAhead)
    {
        foreach (var tool in new[] { "a", "b", "c" })
        {
            await Decisions.AppendAsync(Entry(tool, DecisionKind.Deny), None);
        }

        await RestartAsync();
        var lines = (await File.ReadAllLinesAsync(LogFile)).Select(static line => LogLine.ParseOrNull(line)!).ToList();
        lines[^1] = LogLine.Of(lines[^1].Entry.Replace("deny", "allow", StringComparison.Ordinal), lines[^1].Number, Convert.FromHexString(lines[^2].Hash));
        if (isAhead)
        {
            lines.Add(LogLine.Of(lines[^1].Entry, lines[^1].Number + 1, Convert.FromHexString(lines[^1].Hash)));
        }

        await File.WriteAllLinesAsync(LogFile, lines.Select(static line => line.Whole));

        Assert.Contains("entry 3 is not the one that was written", (await Check()).Fault, StringComparison.Ordinal);
        await Decisions.AppendAsync(Entry("d", DecisionKind.Deny), None);
        await Assert.ThrowsAsync<StoreException>(() => Decisions.ListAsync(new DecisionQuery(), None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Append_CrashBetweenTheFileAndItsAnchor_TheLogGoesOn(int days)
    {
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        await RestartAsync();
        var anchor = await File.ReadAllBytesAsync(LogFile + ".anchor");
        Time.Advance(TimeSpan.FromDays(days));
        await Decisions.AppendAsync(Entry("b", DecisionKind.Allow), None);
        await RestartAsync();
        await File.WriteAllBytesAsync(LogFile + ".anchor", anchor);
        Assert.Null((await Check()).Fault);

        await Decisions.AppendAsync(Entry("c", DecisionKind.Allow), None);

        var check = await Check();
        Assert.Equal((3, null), (check.Entries, check.Fault));
    }

    [Theory]
    [InlineData("decisions.jsonl")]
    [InlineData("decisions.jsonl.anchor")]
    public async Task Append_LogWhoseEndIsGone_IsRefused(string gone)
    {
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        await RestartAsync();
        File.Delete(_folder.File("logs", gone));
        await Decisions.AppendAsync(Entry("b", DecisionKind.Allow), None);
        await Assert.ThrowsAsync<StoreException>(() => Decisions.ListAsync(new DecisionQuery(), None));

        var failure = await Assert.ThrowsAsync<StoreException>(() => Decisions.AppendAsync(Entry("c", DecisionKind.Allow), None));

        Assert.Contains("move the log away", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mv decisions.jsonl away", "mv away decisions.jsonl")]
    [InlineData("mv decisions.jsonl.anchor away", "mv away decisions.jsonl.anchor")]
    [InlineData("cp decisions.jsonl away; : > decisions.jsonl", "cp away decisions.jsonl")]
    [InlineData("cp decisions.jsonl away; sed -i '$d' decisions.jsonl", "cp away decisions.jsonl")]
    public async Task Append_LogThatIsTakenAwayUnderIt_IsRefusedUntilItIsBack(string taken, string back)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the changes are shell commands");
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        await Decisions.CheckAsync(None);
        await ShellAsync(taken);

        await Assert.ThrowsAsync<StoreException>(() => Decisions.CheckAsync(None));
        await Assert.ThrowsAsync<StoreException>(() => Decisions.AppendAsync(Entry("b", DecisionKind.Allow), None));
        await ShellAsync(back);
        await Decisions.AppendAsync(Entry("c", DecisionKind.Allow), None);

        Assert.Equal(["c", "a"], (await Decisions.ListAsync(new DecisionQuery(), None)).Select(static entry => entry.Tool));
        Assert.Null((await Check()).Fault);
    }

    [Fact]
    public async Task Write_DiskThatTakesSomeOfALotOfEntries_HasEachOnceWhenThereIsRoom()
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), "256k");
        await using var target = new LinesDecisionTarget(new DecisionLogOptions { File = Path.Combine(disk.Path, "decisions.jsonl") }, Time);
        await target.WriteAsync([Entry("first", DecisionKind.Deny)]);
        var ballast = Path.Combine(disk.Path, "ballast");
        disk.Fill(ballast);
        var entries = Enumerable.Range(0, 200).Select(i => Entry(string.Create(CultureInfo.InvariantCulture, $"t{i}"), DecisionKind.Deny)).ToList();

        await Assert.ThrowsAsync<StoreException>(() => target.WriteAsync(entries));
        await Assert.ThrowsAsync<StoreException>(() => target.CheckAsync(None));
        Assert.Empty(Directory.GetFiles(disk.Path, "*.check"));
        File.Delete(ballast);
        await target.WriteAsync(entries);

        Assert.Equal((201, null), ((await target.VerifyAsync(null, None)).Entries, (await target.VerifyAsync(null, None)).Fault));
    }

    [Fact]
    public async Task Append_FileThatAnotherGatewayWrites_IsRefused()
    {
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        await Decisions.ListAsync(new DecisionQuery(), None);
        await using var other = new ServiceCollection().AddGatewayStore(_folder.File("other.db"), new DecisionLogOptions { File = LogFile, Sync = true }).BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<StoreException>(() => other.GetRequiredService<IDecisionLog>().AppendAsync(Entry("b", DecisionKind.Allow), None));

        Assert.Contains("no other gateway writes it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_Files_AreReadableByTheirOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files there have no mode");
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        await Decisions.ListAsync(new DecisionQuery(), None);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(_folder.File("logs")))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    protected override void Add(IServiceCollection services) =>
        services.AddGatewayStore(_folder.File("gateway.db"), new DecisionLogOptions { File = LogFile, SegmentBytes = _segmentBytes, Keep = _keep });

    protected override void Remove() => _folder.Dispose();

    protected override Task<string> StoredTextAsync() => File.ReadAllTextAsync(LogFile);

    private async Task ShellAsync(string commands)
    {
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", commands]) { WorkingDirectory = _folder.File("logs") })!;
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }

    /// <summary>Forty entries in four files or more.</summary>
    private async Task WriteSegmentsAsync()
    {
        _segmentBytes = 2048;
        await RestartAsync();
        for (var i = 0; i < 40; i++)
        {
            await Decisions.AppendAsync(Entry(string.Create(CultureInfo.InvariantCulture, $"t{i}"), DecisionKind.Deny), None);
            await Decisions.ListAsync(new DecisionQuery { Limit = 1 }, None);
        }

        Assert.InRange(Directory.GetFiles(_folder.File("logs")).Count(static file => Segment().IsMatch(file)), 3, 20);
    }

    [GeneratedRegex(@"decisions-\d{6}\.jsonl$")]
    private static partial Regex Segment();
}
