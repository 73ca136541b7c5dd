#!/usr/bin/env bash
# Does the same mkdocs.yml build with Zensical, where the theme's makers have gone on to? Says what differs
# from the built site; fails only where nothing can be built. The rest is in README.md beside this file.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=0.0.73
venv=var/zensical

if [ "$("$venv/bin/zensical" --version 2>/dev/null | grep -o '[0-9.]*$')" != "$version" ]; then
  "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "zensical==$version"
fi

zensical=$PWD/$venv/bin/zensical
copy=$(mktemp -d) # it writes beside mkdocs.yml, where the real site lies
trap 'rm -rf "$copy"' EXIT
cp -r mkdocs.yml kb "$copy"
(cd "$copy" && "$zensical" build)

pages() { (cd "$1" && find . -name '*.html' | sort); }
echo "Zensical $version: $(pages "$copy/var/site" | wc -l) pages"
if [ -f var/site/index.html ]; then
  by_folder() { sed 's|^\./||; s|/[^/]*$|/|' | sort | uniq -c | sed 's/^ */  /'; }
  echo 'pages only MkDocs has, by folder (hook.py makes them):'
  comm -23 <(pages var/site) <(pages "$copy/var/site") | by_folder
  echo 'pages only Zensical has:'
  comm -13 <(pages var/site) <(pages "$copy/var/site") | by_folder
fi
echo "pages with an open [[link]] or {{list}}, which hook.py fills in: $(grep -rlE '\[\[[a-z]+[0-9a-z-]+\]\]|\{\{[a-z]+' --include='*.html' "$copy/var/site" | wc -l)"
