using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Loading;

public sealed class ReloadTests
{
    [Fact]
    public async Task Policy_Changed_BindsTheNextCall_AndABadOneIsReported()
    {
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"deny","tools":{"echo":{}}}""");
        Assert.False((await gateway.CallAsync(1, "echo")).GetProperty("result").TryGetProperty("isError", out _));

        await File.WriteAllTextAsync(gateway.PolicyFile, """{"version":"1","default":"deny"}""");
        await gateway.Log.WaitForAsync("The policy changed");
        Assert.True((await gateway.CallAsync(2, "echo")).GetProperty("result").GetProperty("isError").GetBoolean());

        await File.WriteAllTextAsync(gateway.PolicyFile, """{"version":"1","default":"allow",}""");
        await gateway.Log.WaitForAsync("has errors, so the old one stays in force");
        Assert.True((await gateway.CallAsync(3, "echo")).GetProperty("result").GetProperty("isError").GetBoolean());

        File.Delete(gateway.PolicyFile);
        await gateway.Log.WaitForAsync("cannot be read");
        Assert.True((await gateway.CallAsync(4, "echo")).GetProperty("result").GetProperty("isError").GetBoolean());

        await File.WriteAllTextAsync(gateway.PolicyFile, """{"version":"1","default":"allow"}""");
        await gateway.Log.WaitForAsync("'demo@sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("""{"version":"1","default":"allow"}"""u8)));
        Assert.False((await gateway.CallAsync(5, "echo")).GetProperty("result").TryGetProperty("isError", out _));
    }

    [Theory]
    [InlineData("rm policy; mkfifo policy")]
    [InlineData("mkfifo pipe; ln -sf pipe policy")]
    public async Task Policy_ThatIsAPipeForAWhile_IsReadAgainAfterwards(string commands)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes there are no files");
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"allow"}""");
        Assert.False((await gateway.CallAsync(1, "echo")).GetProperty("result").TryGetProperty("isError", out _));
        var name = Path.GetFileName(gateway.PolicyFile);
        using (var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", commands.Replace("policy", name, StringComparison.Ordinal)]) { WorkingDirectory = Path.GetDirectoryName(gateway.PolicyFile) })!)
        {
            await shell.WaitForExitAsync();
            Assert.Equal(0, shell.ExitCode);
        }

        await gateway.Log.WaitForAsync("has errors, so the old one stays in force");
        File.Delete(gateway.PolicyFile);
        await File.WriteAllTextAsync(gateway.PolicyFile, """{"version":"1","default":"deny"}""");
        await gateway.Log.WaitForAsync("The policy changed");
        Assert.True((await gateway.CallAsync(2, "echo")).GetProperty("result").GetProperty("isError").GetBoolean());
    }
}
