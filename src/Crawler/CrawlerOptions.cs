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

    /// <summary>The npm client: a name on the search path, or an absolute path.</summary>
    /// <value><c>npm</c>.</value>
    public string NpmCommand { get; set; } = "npm";

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

    /// <summary>How many servers are fetched and read at once, 1 to 64.</summary>
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
}
