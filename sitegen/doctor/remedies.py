"""A fault and the header Server of a host → what to do there."""

from collections.abc import Mapping

_NGINX, _APACHE, _FILES, _FIXED = "nginx", "apache", "reads _headers", "sends fixed headers"
_HOSTS = {
    "nginx": _NGINX,
    "openresty": _NGINX,
    "apache": _APACHE,
    "netlify": _FILES,
    "cloudflare": _FILES,
    "github": _FIXED,
}
"""By the first word of the header Server."""
_ACCEPT = "GitHub Pages has no setting for this; leave it out with --accept, or choose another host"
_REMEDIES: Mapping[str, Mapping[str, str]] = {
    "headers": {
        _NGINX: 'In nginx, write for each line of the file _headers: add_header NAME "VALUE" always;',
        _APACHE: 'In Apache, write for each line of the file _headers: Header always set NAME "VALUE"',
        _FILES: "Publish the file _headers at the top of the host; Netlify and Cloudflare Pages read it there",
        _FIXED: _ACCEPT,
        "": "Set the host to send the headers in the file _headers of the output folder",
    },
    "types": {
        _NGINX: "In nginx, name the type in a types { … } block",
        _APACHE: "In Apache, name the type with AddType",
        _FILES: "Publish the file _headers at the top of the host; Netlify and Cloudflare Pages read it there",
        _FIXED: _ACCEPT,
        "": "Set the type in the host's settings, or as the file is copied there",
    },
    "compression": {
        _NGINX: "In nginx, write gzip on; and name the types under gzip_types",
        _APACHE: "In Apache, switch on the module deflate and name the types under AddOutputFilterByType DEFLATE",
        "": "Switch on compression (gzip) in the host's settings",
    },
    "not found": {
        _NGINX: "In nginx, write error_page 404 /404.html; with the site's path before it, and no other status",
        _APACHE: "In Apache, write ErrorDocument 404 /404.html with the site's path before it",
        "": "Set the host to show 404.html with status 404 for unknown addresses",
    },
    "slash": {
        _NGINX: "In nginx, serve the folder with try_files $uri $uri/ =404, and write absolute_redirect off; behind a proxy",
        _APACHE: "In Apache, leave DirectorySlash on, and set ServerName to the site's name with https:// before it",
        "": "Set the host to redirect from the address of a folder to the same with a slash",
    },
    "https": {
        _NGINX: "In nginx, write for port 80: return 301 https://$host$request_uri;",
        _APACHE: "In Apache, write for port 80: Redirect permanent / https://… with the site's name",
        _FIXED: "In the settings of the repository, under Pages, switch on “Enforce HTTPS”",
        "": "Set the host to redirect from http to https with status 301",
    },
}


def remedy(server: str, matter: str) -> str:
    """What to do about a matter, as a sentence, on a host with this header Server; general advice for an unknown host."""
    first = server.lower().replace("/", " ").replace(".", " ").partition(" ")[0]
    ways, host = _REMEDIES[matter], _HOSTS.get(first, "")
    way = ways.get(host, ways[""])
    return f"{way}; sitegen host {host} makes a configuration that does" if host in (_NGINX, _APACHE) else way
