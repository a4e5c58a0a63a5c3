using Catalog.Crawler.Archives;

namespace Catalog.Crawler;

/// <summary>What a crawler needs to know of the machine that it runs on.</summary>
public sealed class CrawlerOptions
{
    /// <summary>The folder that holds the snapshots, absolute; <c>snapshots/</c> is made inside it. Must be set.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>The folder for what is unpacked and thrown away again, absolute.</summary>
    /// <value>The system's folder for temporary files.</value>
    public string TemporaryFolder { get; set; } = Path.GetTempPath();

    /// <summary>A folder in memory in which small archives (up to 128 KiB) are unpacked, absolute; null for none. Making and removing files on a disk costs more than reading a small server.</summary>
    /// <value><c>/dev/shm</c> on Linux where it can be written and has 256 MiB free; else the one for what is thrown away again.</value>
    public string? QuickFolder { get; set; } = OperatingSystem.IsLinux() ? "/dev/shm" : null;

    /// <summary>The npm client: a name on the search path, or an absolute path.</summary>
    /// <value><c>npm</c>.</value>
    public string NpmCommand { get; set; } = "npm";

    /// <summary>Python's pip, which is asked for its settings alone: a name on the search path, or an absolute path.</summary>
    /// <value><c>pip</c>.</value>
    public string PipCommand { get; set; } = "pip";

    /// <summary>The NuGet configuration that names the sources of packages, absolute; null for the user's own.</summary>
    public string? NugetConfiguration { get; set; }

    /// <summary>The git client: a name on the search path, or an absolute path.</summary>
    /// <value><c>git</c>.</value>
    public string GitCommand { get; set; } = "git";

    /// <summary>The program that makes sandboxes: a name on the search path, or an absolute path.</summary>
    /// <value><c>bwrap</c>.</value>
    public string SandboxCommand { get; set; } = "bwrap";

    /// <summary>The address of GitHub's REST interface, or of one that speaks like it.</summary>
    /// <value>The public one.</value>
    public Uri GitHubApi { get; set; } = new("https://api.github.com/");

    /// <summary>The token for GitHub; null for none, which allows 60 requests an hour and no more.</summary>
    public string? GitHubToken { get; set; }

    /// <summary>Where archives of commits are had outside of the REST interface's quota, with a slash at its end.</summary>
    /// <value>Null: the public one for the public interface; for any other the REST interface is asked for them.</value>
    public Uri? GitHubArchives { get; set; }

    /// <summary>Where GitHub's repositories are had by git, with a slash at its end: asked for heads where there is no token.</summary>
    /// <value>The public one.</value>
    public Uri GitHubWeb { get; set; } = new("https://github.com/");

    /// <summary>How many requests a second GitHub's interfaces are sent at most; 0 for no pace.</summary>
    /// <value>10; its secondary limit is 15 a second.</value>
    public double GitHubPerSecond { get; set; } = 10;

    /// <summary>How many archives a second are asked for at most; 0 for no pace.</summary>
    /// <value>2; the limits of the host of archives are not documented.</value>
    public double ArchivesPerSecond { get; set; } = 2;

    /// <summary>How many connections one host is sent at once, 1 to 64.</summary>
    /// <value>4.</value>
    public int Connections { get; set; } = 4;

    /// <summary>How many servers are fetched at once, 1 to 256: fetching waits for others and needs no processor.</summary>
    /// <value>16.</value>
    public int Fetches { get; set; } = 16;

    /// <summary>How long the crawler waits where a host asks for it; a host that asks for more has refused.</summary>
    /// <value>1 minute.</value>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an answer of a host may take to begin.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan FirstByte { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True to let addresses of this machine and its network be asked though nobody named them: a list may then lead the crawler into this network.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>Where whoever is asked finds who asks: an address of the web or a mailbox, sent with every request.</summary>
    /// <value>The one that <c>CATALOG_CONTACT</c> names, for the command; else words that say that none is set.</value>
    public string Contact { get; set; } = "no contact set";

    /// <summary>How many servers are read at once, 1 to 64.</summary>
    /// <value>The number of processors.</value>
    public int Parallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>How much of an archive is taken before it is refused.</summary>
    public ArchiveLimits Limits { get; set; } = new();

    /// <summary>How long a client (npm, git) may take for one step.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a running server may take to start and to name all of its tools.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary><see cref="GitHubArchives"/>, or what follows from <see cref="GitHubApi"/> where it is not set.</summary>
    internal Uri? ArchivesOrNull => GitHubArchives ?? (GitHubApi.Host == "api.github.com" ? new Uri("https://codeload.github.com/") : null);
}
