using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Operating;

/// <summary>The units that are handed out: what they start is a command line of this version, and none of them runs with more than it needs.</summary>
public sealed class DeployTests
{
    private static readonly string[] Hardening =
    [
        "DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "CapabilityBoundingSet=", "SystemCallFilter=@system-service",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "RestrictSUIDSGID=yes", "LockPersonality=yes", "UMask=0077", "StateDirectory=catalog",
    ];

    public static TheoryData<string> Units => [.. Directory.GetFiles(Folder, "*.service").Select(static path => Path.GetFileName(path))];

    private static string Folder => Path.Combine(SharedData.RepositoryRoot, "deploy");

    [Theory]
    [MemberData(nameof(Units))]
    public void Unit_StartsACommandThatExists_WithTheRightsThatItNeeds(string unit)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, unit)).Where(static line => !line.StartsWith('#')).ToList();

        Assert.Empty(Hardening.Except(lines));
        var started = lines.Where(static line => line.StartsWith("Exec", StringComparison.Ordinal)).Select(static line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]).ToList();
        Assert.NotEmpty(started);
        Assert.All(started, AssertIsCommand);
    }

    [Fact]
    public void Crawl_ThatIsPartial_IsNoFailureOfItsUnit() =>
        Assert.Contains($"SuccessExitStatus={ExitCodes.No}", File.ReadAllLines(Path.Combine(Folder, "catalog-crawl.service")));

    [Fact]
    public void Cron_StartsCommandsThatExist()
    {
        var jobs = File.ReadAllLines(Path.Combine(Folder, "catalog.cron")).Where(static line => line.Length > 0 && !line.StartsWith('#')).ToList();

        Assert.NotEmpty(jobs);
        Assert.All(jobs, static job => AssertIsCommand(job[job.IndexOf("/usr/bin/", StringComparison.Ordinal)..job.IndexOf(" >", StringComparison.Ordinal)]));
    }

    private static void AssertIsCommand(string line)
    {
        var words = line.Replace("%S", "/var/lib", StringComparison.Ordinal).Split(' ');
        Assert.Equal("/usr/bin/catalog", words[0]);
        Assert.Empty(CommandLine.BuildRoot().Parse(words[1..]).Errors.Select(static error => error.Message));
    }
}
