using System.Diagnostics;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>Processes as the system shows them, whatever they call themselves.</summary>
public sealed class ProcessTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("with space")]
    [InlineData("a) Z 1 1 (b")]
    [InlineData(")))")]
    public async Task Read_ProcessOfAnyName_HasItsParentGroupAndStart(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        var program = _folder.File(name);
        File.Copy("/bin/sleep", program);
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/setsid", [program, "1000"]) { UseShellExecute = false, Environment = { ["TABLE_TEST"] = "mark" } })!;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await File.ReadAllTextAsync($"/proc/{process.Id}/comm", limit.Token) != name + "\n")
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }

            var table = ProcessTable.Read();
            var entry = table[process.Id];
            Assert.Equal((process.Id, System.Environment.ProcessId, process.Id, false), (entry.Id, entry.Parent, entry.Group, entry.HasEnded));
            Assert.InRange(entry.Started, table[System.Environment.ProcessId].Started, long.MaxValue);
            Assert.Equal(entry, ProcessTable.ReadOrNull(process.Id));
            Assert.True(ProcessTable.HasInEnvironment(process.Id, "TABLE_TEST=mark\0"u8));
            Assert.False(ProcessTable.HasInEnvironment(process.Id, "TABLE_TEST=other\0"u8));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Null(ProcessTable.ReadOrNull(process.Id));
        Assert.False(ProcessTable.HasInEnvironment(process.Id, "TABLE_TEST"u8));
    }
}
