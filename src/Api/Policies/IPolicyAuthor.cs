using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Policy.Documents;

namespace Catalog.Api.Policies;

/// <summary>Recommends policies for what is stored.</summary>
internal interface IPolicyAuthor
{
    /// <summary>The profiles that can be asked for, the default first.</summary>
    IReadOnlyList<string> Profiles { get; }

    /// <summary>The policy of one tool: <c>default: deny</c>, and the tool alone.</summary>
    PolicyFile ForTool(ToolRecord tool, string dialect, string profile);

    /// <summary>The policy of a whole server.</summary>
    PolicyFile ForServer(ServerKey server, IReadOnlyList<ToolRecord> tools, string dialect, string profile);
}
