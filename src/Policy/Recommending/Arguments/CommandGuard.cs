using Catalog.Core.Classifications;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Recommending.Arguments;

/// <summary>Stops commands that nobody means to leave to an agent. A pattern cannot tell everything that a shell can do; the limit and the log stand beside it.</summary>
internal sealed class CommandGuard : IArgumentGuard
{
    private const string Dangerous =
        @"(?i)\brm\s+(?:-\S+\s+)*-(?:[a-z]*[rf]|-recursive|-force)|\bremove-item\b[^;]*-recurse|\b(?:del|rd|rmdir)\s+/[sq]\b|\bmkfs\b|\bformat\s+[a-z]:|\bof=/dev/|>\s*/dev/(?:sd|nvme|disk)"
        + @"|\b(?:curl|wget)\b[^;]*\|\s*(?:sudo\s+)?\w*sh\b|\bsudo\b|\brunas\b|\bchmod\s+(?:-\S+\s+)*0?777\b|(?:^|[;&|]\s*)(?:shutdown|reboot|halt|poweroff)\b";

    private static readonly string[] Names = ["command", "commands", "cmd", "commandline", "shellcommand", "bashcommand", "script", "shellscript", "bash", "shell", "args", "argv"];

    public string Id => "command";

    public bool Concerns(Classification classification) => classification.Facets.Contains(Facet.Shell);

    public PolicyRule? RuleOrNull(SchemaArgument argument, PolicyDialect dialect) => Names.Contains(argument.Plain, StringComparer.Ordinal)
        ? ArgumentGuards.DenyPattern(
            argument,
            dialect,
            Dangerous,
            "Commands that delete by force or recursively, overwrite a disk, pipe a download into a shell, take other rights or stop the machine are denied.")
        : null;
}
